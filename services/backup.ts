import { createWriteStream, existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { backUp, copyDatabaseFile } from './backup/back-up.ts'
import { loadCommandEnv } from './shared/command-env.ts'
import { tryLock } from './shared/lock.ts'
import { readArguments } from './shared/read-arguments.ts'
import { parseStartSettings } from './start/settings.ts'

const usage = `npm run backup [-- FILE]

Writes all of this installation's data (documents with their history, drafts, pictures, people, secrets, releases) into one
file, clinic-<time>.tar.gz unless another is named, and restores that into a fresh folder to check it. “npm start” may be
running, and staff may be writing. “npm run restore -- FILE” puts it back.`

/** How long the Content Lake may take to copy its database, in ms. */
const withinMs = 600_000

/** `npm run backup`. */
async function main(): Promise<void> {
  const given = readArguments(usage, () => {
    const { positionals } = parseArgs({ allowPositionals: true })
    if (positionals.length > 1) throw new Error('One file can be named.')
    return positionals[0]
  })
  const env = await loadCommandEnv(process.env, resolve(import.meta.dirname, '..'))
  const { isHosted, dataDir, dataset, studioPort, contentLakeUrl } = parseStartSettings(env)
  if (isHosted) {
    throw new Error(
      'This project’s content is hosted by Sanity: “npx sanity dataset export” writes it into one file.',
    )
  }
  const time = Temporal.Now.instant().toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
  const file = resolve(given ?? `clinic-${time}.tar.gz`)
  const lakeUrl = contentLakeUrl ?? `http://localhost:${studioPort}`
  const { documents, assets, bytes } = await backUp({
    dataDir,
    file,
    copyLake: target =>
      copyLake({ dataDir, lakeUrl, dataset, token: env.SANITY_API_WRITE_TOKEN ?? '', target }),
  })
  console.log(
    `${file}: ${documents} documents, and ${assets} pictures and files, in ${(bytes / 1_000_000).toFixed(1)} MB.\n` +
      'Restored into a fresh folder to check it: it is whole. Keep it as you keep passwords: secrets and drafts are in it.',
  )
}

/** By the running Content Lake, which alone can read its database; else from the file, which nobody may open meanwhile. */
async function copyLake(input: {
  dataDir: string
  lakeUrl: string
  dataset: string
  token: string
  target: string
}): Promise<void> {
  const { dataDir, lakeUrl, dataset, token, target } = input
  const database = join(dataDir, 'content-lake', 'content-lake.sqlite')
  if (!existsSync(database))
    throw new Error(`${dataDir} has no content yet. Set DATA_DIR to the data folder.`)
  const lock = tryLock(join(dataDir, 'in-use.lock'))
  if (lock) {
    try {
      return copyDatabaseFile(database, target)
    } finally {
      lock.release()
    }
  }
  const response = await fetch(`${lakeUrl}/v2025-02-19/backup/${dataset}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(withinMs),
  }).catch((cause: unknown) => {
    throw new Error(
      `${dataDir} is in use, but its Content Lake does not answer at ${lakeUrl}. Set STUDIO_PORT, or CONTENT_LAKE_URL, as for “npm start”.`,
      { cause },
    )
  })
  if (!response.ok || !response.body) {
    throw new Error(`the Content Lake at ${lakeUrl} answers ${response.status}: ${await response.text()}`)
  }
  await pipeline(response.body, createWriteStream(target, { mode: 0o600 }))
}

main().catch((error: unknown) => {
  const { message, cause } = error instanceof Error ? error : new Error(String(error))
  const reason = cause instanceof Error ? ` (${cause.message})` : ''
  console.error(`No backup was made: ${message}${reason}`)
  process.exitCode = 1
})
