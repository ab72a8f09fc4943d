import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import { createApiClient } from '#sanity/api-client.ts'
import { askContentLake } from './shared/ask-content-lake.ts'
import { loadCommandEnv } from './shared/command-env.ts'
import { parseStartSettings } from './start/settings.ts'

const usage = `npm run purge [-- --yes]

Lists what can be tidied up among uploaded pictures and files: those that nothing has used for a day, drafts included,
bytes without a document, and pictures that still carry the place and camera they were taken with.
“npm start” must be running.

  --yes    removes it; nothing brings it back but a backup`

const leftovers = z.array(
  z.object({
    what: z.enum(['unused', 'bytes', 'notes']),
    name: z.string(),
    title: z.string(),
    size: z.number(),
  }),
)

const words = {
  unused: 'used by nothing',
  bytes: 'without a document',
  notes: 'carries place or camera',
} as const

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { yes: { type: 'boolean' }, help: { type: 'boolean' } } })
  if (values.help) throw new Error(usage)
  const env = await loadCommandEnv(process.env, resolve(import.meta.dirname, '..'))
  const { isHosted, contentLakeUrl, dataset } = parseStartSettings(env)
  if (isHosted)
    throw new Error('This project is hosted by Sanity: remove pictures in its Studio or at sanity.io/manage.')
  const client = createApiClient(contentLakeUrl, { dataset, token: env.SANITY_API_WRITE_TOKEN })
  await purge(client, values.yes ?? false)
}

async function purge(client: SanityClient, isMeant: boolean): Promise<void> {
  const url = `/assets/leftovers/${client.config().dataset}`
  const found = leftovers.parse(await askContentLake(client, { url }))
  for (const leftover of found) {
    const { what, title, size } = leftover
    const answer: unknown = isMeant
      ? await askContentLake(client, { url, method: 'POST', body: leftover })
      : null
    const isDone = z.object({ done: z.boolean() }).nullable().parse(answer)?.done ?? false
    const done = isDone ? (what === 'notes' ? 'stripped' : 'removed') : isMeant ? 'no longer so' : ''
    console.log(`${words[what].padEnd(24)}${megabytes(size).padStart(9)}  ${title}  ${done}`.trimEnd())
  }
  const total = megabytes(found.reduce((sum, { size }) => sum + size, 0))
  if (found.length === 0) console.log('Nothing to tidy up.')
  else if (!isMeant)
    console.log(`${found.length} in all, ${total}. “npm run purge -- --yes” does it, for good.`)
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
