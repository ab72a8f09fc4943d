import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadCommandEnv } from '#services/shared/command-env.ts'
import { readArguments } from '#services/shared/read-arguments.ts'
import { systemClock } from '../clock.ts'
import { exportRelease } from '../releases/export-release.ts'
import { checkTakenOver } from '../releases/take-over-folders.ts'
import { listReleases } from './list-releases.ts'
import { toTable } from './release-table.ts'

const usage = `npm run releases
npm run releases -- export DIR [--release NAME] [--compressed]

Lists the releases that are kept, newest first, and which of them is live; or writes one as plain files for any static
server into the folder DIR, which must be new or empty.

  --release NAME  that release instead of the live one
  --compressed    also compressed by Brotli, as …/index.html.br`

const { target, release, compressed } = readArguments(usage, () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { release: { type: 'string' }, compressed: { type: 'boolean', default: false } },
  })
  const [verb, target, ...others] = positionals
  const isExport = verb === 'export' && target !== undefined && others.length === 0
  if (positionals.length > 0 && !isExport) throw new TypeError('What can follow is “export” and one folder.')
  if (!isExport && (values.release ?? values.compressed))
    throw new TypeError('--release and --compressed are for “export”.')
  return { target: isExport ? target : null, ...values }
})
try {
  const { DATA_DIR = '.data' } = await loadCommandEnv(process.env, resolve(import.meta.dirname, '../../..'))
  const folder = join(DATA_DIR, 'publisher')
  checkTakenOver(folder)
  console.log(await (target === null ? list(folder) : exportTo(folder, target)))
} catch (error) {
  console.error(`That did not work. ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}

async function list(folder: string): Promise<string> {
  return toTable(await listReleases(folder, systemClock.now()))
}

async function exportTo(folder: string, target: string): Promise<string> {
  // npm runs scripts in the project's folder, and INIT_CWD is where it was called.
  const path = resolve(process.env.INIT_CWD ?? '.', target)
  const { name, pages, files } = await exportRelease(folder, path, {
    name: release ?? null,
    withCompressed: compressed,
  })
  return `Release ${name} is in ${path}: ${pages} pages, ${files} files in all. Its redirects are in redirects.json.`
}
