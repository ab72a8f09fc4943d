import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openHosted } from './content/open-hosted.ts'
import { openLocal } from './content/open-local.ts'
import { ContentError } from './content/place.ts'
import { loadMigration } from './migrate/load-migration.ts'
import { runMigration } from './migrate/run-migration.ts'
import { findLosses, type Trial, tryMigration } from './migrate/try-migration.ts'
import { loadEnvFile } from './shared/load-env-file.ts'
import { SettingsError } from './shared/parse-settings.ts'
import { readArguments } from './shared/read-arguments.ts'
import { runMain } from './shared/run-main.ts'
import { parseStartSettings } from './start/settings.ts'
import { StartError } from './start/start-error.ts'

const usage = `npm run migrate -- NAME [--write]

Runs the migration migrations/NAME.ts on a copy of all content, drafts too, in a Content Lake of its own, and says which
documents it changes and what this version of the site makes of the result. “npm start” may be running.

  --write       runs it on the content itself after that, unless documents would be held back for it, or gone. Make a backup before.
  --folder DIR  where the migration is, instead of migrations/

With hosted Sanity it needs SANITY_API_READ_TOKEN, and to write SANITY_API_WRITE_TOKEN.`

const shownLosses = 20

async function main(): Promise<void> {
  const { name, write, folder } = readArguments(usage, () => {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: {
        write: { type: 'boolean', default: false },
        folder: { type: 'string', default: 'migrations' },
      },
    })
    const [name, ...rest] = positionals
    if (name === undefined || rest.length > 0) throw new Error('Name one migration.')
    return { name, ...values }
  })
  const root = resolve(import.meta.dirname, '..')
  process.umask(0o077)
  loadEnvFile(root)
  const migration = await loadMigration(resolve(root, folder), name)
  await using scratch = await mkdtempDisposable(join(tmpdir(), 'migration-'))
  await using cleanUp = new AsyncDisposableStack()
  const { isHosted, dataDir, dataset } = parseStartSettings(process.env)
  const source = isHosted
    ? openHosted(process.env, 'read')
    : await openLocal(process.env, { dataDir: resolve(root, dataDir), dataset }, cleanUp)
  const target = isHosted && write ? openHosted(process.env, 'write') : source
  const copy = await openLocal({}, { dataDir: join(scratch.path, 'data'), dataset }, cleanUp)
  const report = (line: string) => console.log(line)
  const trial = await tryMigration(migration, { source, copy, report })
  const losses = findLosses(trial)
  report(describeTrial(migration.title, trial, losses))
  const isSafe = losses.length === 0
  if (!isSafe) process.exitCode = 1
  if (!write) return
  if (!isSafe) return console.error('Nothing was changed: correct the migration first.')
  const changed = await runMigration(target.client, migration)
  report(`Done: ${count(changed.length)} of ${target.name} changed.`)
}

function describeTrial(title: string, { changed, before, after }: Trial, losses: readonly string[]): string {
  const more = losses.length - shownLosses
  return [
    `“${title}”, on a copy: ${count(changed.length)} changed.`,
    `This version of the site holds back ${held(before)} without it, and ${held(after)} with it.`,
    ...losses.slice(0, shownLosses),
    ...(more > 0 ? [`And ${more} more.`] : []),
  ].join('\n')
}

function held({ faults }: Trial['after']): string {
  return count(new Set(faults.map(({ documentId }) => documentId)).size)
}

function count(number: number): string {
  return `${number} document${number === 1 ? '' : 's'}`
}

await runMain(main, [ContentError, SettingsError, StartError])
