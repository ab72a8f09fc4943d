import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadEnvFile } from './shared/load-env-file.ts'
import { SettingsError } from './shared/parse-settings.ts'
import { readArguments } from './shared/read-arguments.ts'
import { findInheritedSocket } from './start/inherited-socket.ts'
import { createLogOutput, createTerminalOutput } from './start/output.ts'
import { describeAddresses } from './start/show-addresses.ts'
import { startAll } from './start/start-all.ts'
import { StartError } from './start/start-error.ts'

const usage = `Starts the Content Lake with the Studio, and the site.

  npm start               the first time, with a sample clinic
  npm start -- --empty    the first time, with nothing: the Studio then asks for what your own site needs`

/** `npm start`: everything that the clinic's site needs, on this machine. */
async function main(): Promise<void> {
  const { empty: isEmpty } = readArguments(
    usage,
    () => parseArgs({ options: { empty: { type: 'boolean', default: false } } }).values,
  )
  const root = resolve(import.meta.dirname, '..')
  process.chdir(root)
  // What this and its parts write is for their user alone.
  process.umask(0o077)
  loadEnvFile(root)
  // Nobody reads the output any more: no reason to end the site.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  const { isTTY: isTerminal = false } = process.stdout
  const { report, pass } = isTerminal
    ? createTerminalOutput(print, () => new Date().toLocaleTimeString('en-GB'))
    : createLogOutput(print)
  const starting = new AbortController()
  let stop = async () => {
    starting.abort(new StartError('Stopped.'))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      report('Stopping')
      void stop()
    })
  }
  try {
    const startedAt = performance.now()
    const system = await startAll({
      env: process.env,
      now: () => Temporal.Now.instant(),
      root,
      isEmpty,
      siteSocket: findInheritedSocket(process.env, process.pid),
      signal: starting.signal,
      report,
      pass,
      async show(addresses, dataDir) {
        report(`Ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
        const text = await describeAddresses(addresses, { dataDir, isTerminal })
        if (isTerminal) print(text)
        else for (const line of text.split('\n')) if (line) report(line.trim())
      },
    })
    stop = async () => {
      await system.stop()
      process.exit(0)
    }
    if (starting.signal.aborted) return await stop()
  } catch (error) {
    if (starting.signal.aborted) process.exit(0)
    giveUp(error)
  }
}

function print(line: string): void {
  console.log(line)
}

function giveUp(error: unknown): never {
  const isExpected = error instanceof StartError || error instanceof SettingsError
  console.error(`\n${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
}

await main().catch(giveUp)
