import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadCommandEnv } from '#services/shared/command-env.ts'
import { readArguments } from '#services/shared/read-arguments.ts'
import { systemClock } from '../clock.ts'
import { listReleases } from './list-releases.ts'
import { toTable } from './release-table.ts'

const usage = `npm run releases

Lists the releases that are kept, newest first, and which of them is live.`

readArguments(usage, () => parseArgs({ options: {} }))
try {
  const { DATA_DIR = '.data' } = await loadCommandEnv(process.env, resolve(import.meta.dirname, '../../..'))
  console.log(toTable(await listReleases(join(DATA_DIR, 'publisher'), systemClock.now())))
} catch (error) {
  console.error(`The releases cannot be listed. ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
