import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readArguments } from '#services/shared/read-arguments.ts'
import { runCommand } from './run-command.ts'

const usage = `npm run release [-- --accept-removal]

Reads what is published, makes a release of it and puts it live; says what came of it.
It also ends what a rollback held.

  --accept-removal  lets most of the pages vanish, or what a new version of the site would take away, this once`

if (process.env.npm_lifecycle_event === 'publish') {
  console.error('“npm run publish” is now “npm run release”, and will go with the next version.\n')
}
const { values } = readArguments(usage, () =>
  parseArgs({ options: { 'accept-removal': { type: 'boolean', default: false } } }),
)
const code = await runCommand(
  { command: 'publish', acceptRemoval: values['accept-removal'] },
  process.env,
  resolve(import.meta.dirname, '../../..'),
)
// Ends requests to the Content Lake that are still open.
process.exit(code)
