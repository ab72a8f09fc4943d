import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ContentError } from './content/place.ts'
import { type ContentOptions, runContent } from './content/run-content.ts'
import { loadEnvFile } from './shared/load-env-file.ts'
import { SettingsError } from './shared/parse-settings.ts'
import { readArguments } from './shared/read-arguments.ts'
import { runMain } from './shared/run-main.ts'
import { StartError } from './start/start-error.ts'

const usage = `npm run content -- push|pull [--drafts] [--replace]

push copies the content of this machine to the project at Sanity that .env names; pull copies it from there to this machine.
Pictures and files go along. “npm start” may be running or not. Nothing is deleted, and nothing overwritten unasked: without
--replace, documents that are there in another form are listed, and nothing is changed.

  --drafts   drafts too, and pictures that nothing uses
  --replace  overwrites documents that are there in another form

push needs SANITY_API_WRITE_TOKEN, pull SANITY_API_READ_TOKEN, of the project at Sanity (see .env.example).`

async function main(): Promise<void> {
  const { direction, drafts, replace } = readArguments(usage, (): ContentOptions => {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: {
        drafts: { type: 'boolean', default: false },
        replace: { type: 'boolean', default: false },
      },
    })
    const [direction, ...rest] = positionals
    if ((direction !== 'push' && direction !== 'pull') || rest.length > 0)
      throw new Error('Say where to: push or pull.')
    return { direction, ...values }
  })
  const root = resolve(import.meta.dirname, '..')
  process.umask(0o077)
  loadEnvFile(root)
  process.exitCode = await runContent({ direction, drafts, replace }, process.env, root)
}

await runMain(main, [ContentError, SettingsError, StartError])
