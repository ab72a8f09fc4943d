import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { getBrowserPath } from './browser.ts'
import { type Outcome, readPlaywrightReport, readVitestReport } from './reports.ts'

/*
 * All checks: what they need is built once, then they run in two lanes beside each other. Each lane takes the next step
 * when it is free, so that neither is done long before the other. Each line begins with its step; at the end come the
 * seconds of each step, what failed, and a line that counts both.
 */

const bin = join(process.cwd(), 'node_modules', '.bin')

type Step = Outcome & { name: string; seconds: number }

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'clinic-tests-'))
  const startedAt = performance.now()
  try {
    const built = await check('node', ['tests/build/prepare.ts'])
    const steps = [built, ...(await runInTwoLanes(stepsIn(folder)))]
    for (const { name, seconds } of steps) console.log(`${seconds.toFixed(0).padStart(5)} s  ${name}`)
    console.log(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  in all`)
    const passed = steps.reduce((sum, step) => sum + step.passed, 0)
    const failures = steps.flatMap(step => step.failures)
    for (const failure of failures) console.log(`\nFAILED ${failure}`)
    console.log('\nRarer ways through the Studio, kills and floods in full size: npm run test:nightly')
    console.log(`\n${passed} passed, ${failures.length} failed`)
    process.exitCode = failures.length === 0 ? 0 : 1
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The longest first. */
function stepsIn(folder: string): (() => Promise<Step>)[] {
  return [
    () => testInNode(join(folder, 'vitest.json')),
    () => testInBrowser(join(folder, 'playwright.json')),
    () => check('node', ['tests/fuzz/main.ts', '--requests', '2500', '--busy']),
    // What Astro compiles; it knows the types of the rest too, and would check that again in three times as long.
    () => check('astro', ['check', '--minimumSeverity', 'error', '--tsconfig', 'tsconfig.astro.json']),
    // Several checkers each look at what all share: faster on an idle machine, which this is not.
    () => check('node', ['node_modules/typescript-7/bin/tsc', '--noEmit', '--checkers', '1']),
    () => check('biome', ['check']),
  ]
}

async function runInTwoLanes(waiting: (() => Promise<Step>)[]): Promise<Step[]> {
  const done: Step[] = []
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) done.push(await next())
  }
  await Promise.all([lane(), lane()])
  return done
}

function testInNode(report: string): Promise<Step> {
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return runTests('vitest', args, { read: () => readVitestReport(report) })
}

function testInBrowser(report: string): Promise<Step> {
  const env = { CHROME_PATH: getBrowserPath(process.env), PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const args = ['test', '--project=everyday', '--reporter=list,json']
  return runTests('playwright', args, { env, read: () => readPlaywrightReport(report) })
}

async function check(command: string, args: string[]): Promise<Step> {
  const name = [command, ...args].join(' ')
  const { code, seconds } = await run(command, args, {})
  return { name, seconds, ...(code === 0 ? { passed: 1, failures: [] } : { passed: 0, failures: [name] }) }
}

/** A runner that broke before it could report, or ends with a fault though no test failed, has failed as a whole. */
async function runTests(
  name: string,
  args: string[],
  { env = {}, read }: { env?: Record<string, string>; read(): Promise<Outcome> },
): Promise<Step> {
  const { code, seconds } = await run(name, args, env)
  const outcome = await read().catch((error: unknown) => ({
    passed: 0,
    failures: [`${name} left no report: ${error instanceof Error ? error.message : error}`],
  }))
  const { passed, failures } = outcome
  if (code === 0 || failures.length > 0) return { name, seconds, passed, failures }
  return { name, seconds, passed, failures: [`${name} ended with exit code ${code}, though no test failed`] }
}

async function run(
  command: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number; seconds: number }> {
  const startedAt = performance.now()
  const child = spawn(join(bin, command), args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', ...env },
  })
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', line => console.log(`${command.padEnd(10)} ${line}`))
  }
  const [code] = await once(child, 'close')
  return { code: code ?? 1, seconds: (performance.now() - startedAt) / 1000 }
}

await main()
