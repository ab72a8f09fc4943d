import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { replaceDurably } from '#services/shared/replace-durably.ts'
import { parseSeed } from '#studio/seed/parse-seed.ts'
import { seedFile, seedFolder } from './seed.ts'

/**
 * Loads the sample content on the very first start, unless that is to be empty: when there is no content, and none was ever
 * loaded. A mark in the data folder says how far it came, so that a start that broke off in the middle is made good by the
 * next.
 */
export async function loadFirstContent(options: {
  client: SanityClient
  dataset: string
  projectId: string
  dataDir: string
  /** Whether the clinic begins with nothing. */
  isEmpty?: boolean
  /** Group starts and the like lie ahead of it. */
  now: Temporal.Instant
  signal: AbortSignal
  report(line: string): void
}): Promise<void> {
  const { client, dataDir, isEmpty = false, now, signal, report } = options
  const markFile = join(dataDir, 'sample-content.mark')
  const mark = await readFile(markFile, 'utf8').catch(() => null)
  if (mark === 'loaded\n') {
    if (isEmpty) report('This is not the first start: “--empty” changes nothing')
    return
  }
  if (mark === null && (isEmpty || (await hasContent(client))))
    return await replaceDurably(markFile, 'loaded\n')

  await replaceDurably(markFile, 'loading\n')
  signal.throwIfAborted()
  report('Loading the sample content')
  const documents = parseSeed(await readFile(seedFile, 'utf8'), now)
  const { sanityImport } = await import('@sanity/import')
  const { numDocs } = await sanityImport(documents, {
    client,
    operation: 'createOrReplace',
    assetsBase: seedFolder,
    targetProjectId: options.projectId,
    targetDataset: options.dataset,
  })
  await replaceDurably(markFile, 'loaded\n')
  report(`Loaded ${numDocs} documents`)
}

async function hasContent(client: SanityClient): Promise<boolean> {
  const count: unknown = await client.fetch(
    'count(*[!(_id in path("_.**")) && !(_type match "sanity.*")])',
    {},
    { perspective: 'raw' },
  )
  return count !== 0
}
