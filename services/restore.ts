import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { restore } from './backup/restore.ts'
import { loadCommandEnv } from './shared/command-env.ts'
import { readArguments } from './shared/read-arguments.ts'

const usage = `npm run restore -- FILE

Makes the data folder (DATA_DIR, which must be new or empty) of a backup that “npm run backup” made, and checks it.
Then “npm start” goes on from there: content, pictures, people, sign-ins and secrets are those of the backup.`

/** `npm run restore`. */
async function main(): Promise<void> {
  const file = readArguments(usage, () => {
    const [given, ...more] = parseArgs({ allowPositionals: true }).positionals
    if (!given || more.length > 0) throw new Error('One backup is needed.')
    return resolve(given)
  })
  const { DATA_DIR: dataDir = '.data' } = await loadCommandEnv(
    process.env,
    resolve(import.meta.dirname, '..'),
  )
  try {
    const { documents, assets } = await restore({ file, dataDir })
    console.log(`Restored ${documents} documents, and ${assets} pictures and files, into ${dataDir}.`)
  } catch (error) {
    console.error(`${file} was not restored: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}

await main()
