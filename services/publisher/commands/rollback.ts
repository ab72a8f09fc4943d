import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readArguments } from '#services/shared/read-arguments.ts'
import { runCommand } from './run-command.ts'

const usage = `npm run rollback [-- RELEASE]

Puts an earlier release live again: the one named (see “npm run releases”), or the one that was live before.
After that nothing goes live by itself, until “npm run release”.`

const { positionals } = readArguments(usage, () => {
  const parsed = parseArgs({ allowPositionals: true, options: {} })
  if (parsed.positionals.length > 1) throw new TypeError('One release at most can be named.')
  return parsed
})
const code = await runCommand(
  { command: 'rollback', release: positionals[0] ?? null },
  process.env,
  resolve(import.meta.dirname, '../../..'),
)
// Ends requests to the Content Lake that are still open.
process.exit(code)
