import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isLocalProject } from '#sanity/api-host.ts'
import { examine } from './doctor/examine.ts'
import { describeFinding, type Finding } from './doctor/finding.ts'
import { FixError, fix } from './doctor/fix.ts'
import { parseDoctorSettings } from './doctor/settings.ts'
import { loadCommandEnv } from './shared/command-env.ts'
import { loadEnvFile } from './shared/load-env-file.ts'
import { SettingsError } from './shared/parse-settings.ts'
import { readArguments } from './shared/read-arguments.ts'
import { runMain } from './shared/run-main.ts'

const usage = `npm run doctor [-- --fix]

Checks this installation, a line each: ✓ right, ✗ wrong and what to do, – not asked and why. Changes nothing.
Ends with 1 if anything is wrong. With hosted Sanity, webhooks are listed with an administrator's token alone, which is
taken from the environment and never kept: SANITY_AUTH_TOKEN=… npm run doctor

  --fix  makes or mends the webhook and the Studio's CORS origin`

async function main(): Promise<void> {
  const { values } = readArguments(usage, () =>
    parseArgs({ options: { fix: { type: 'boolean', default: false }, help: { type: 'boolean' } } }),
  )
  const root = resolve(import.meta.dirname, '..')
  // Before `.env` is read: a token with these rights is not for a file.
  const adminToken = process.env.SANITY_AUTH_TOKEN || null
  loadEnvFile(root)
  // As for “npm start”: the keys of a local data folder are no use at Sanity.
  const env = isLocalProject(process.env) ? await loadCommandEnv(process.env, root) : process.env
  const settings = parseDoctorSettings(
    { ...env, DATA_DIR: resolve(root, env.DATA_DIR || '.data') },
    adminToken,
  )
  const options = {
    settings,
    root,
    nodeVersion: process.versions.node,
    now: () => Temporal.Now.instant(),
  }
  let examination = await examine(options)
  if (values.fix) {
    for (const line of await fix(examination)) console.log(line)
    examination = await examine(options)
  }
  process.exitCode = report(examination.findings)
}

function report(findings: ReadonlyMap<string, Finding>): 0 | 1 {
  for (const [name, finding] of findings) console.log(describeFinding(name, finding))
  const faults = [...findings.values()].filter(({ state }) => state === 'fault').length
  console.log(faults === 0 ? '\nNothing is wrong.' : `\n${faults} ${faults === 1 ? 'fault' : 'faults'}.`)
  return faults === 0 ? 0 : 1
}

await runMain(main, [SettingsError, FixError])
// A connection on which no answer came would keep the process for minutes.
process.exit()
