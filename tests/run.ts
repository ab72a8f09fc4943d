import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getBrowserPath } from './browser.ts'
import { type Outcome, readPlaywrightReport, readVitestReport } from './reports.ts'

/*
 * All checks, in the order in which they tell most for the least time: types and style, then everything that runs
 * without a browser, then the real Studio and site in one. Ends with what failed, and a line that counts them.
 */

const bin = join(process.cwd(), 'node_modules', '.bin')

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'clinic-tests-'))
  try {
    const outcomes: Outcome[] = [
      // Astro first: it writes the types of its own modules, which the compiler needs.
      await check('astro', ['check', '--minimumSeverity', 'error']),
      await check('tsc', ['--noEmit']),
      await check('biome', ['check']),
      await runVitest(join(folder, 'vitest.json')),
      // By itself: it measures what patients wait meanwhile.
      await check('node', ['tests/fuzz/main.ts']),
      await runPlaywright(join(folder, 'playwright.json')),
    ]
    const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
    const failures = outcomes.flatMap(outcome => outcome.failures)
    for (const failure of failures) console.log(`\nFAILED ${failure}`)
    console.log(`\n${passed} passed, ${failures.length} failed`)
    process.exitCode = failures.length === 0 ? 0 : 1
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function check(command: string, args: string[]): Promise<Outcome> {
  const name = [command, ...args].join(' ')
  console.log(`\n> ${name}`)
  const code = await run(command, args, {})
  return code === 0 ? { passed: 1, failures: [] } : { passed: 0, failures: [name] }
}

async function runVitest(report: string): Promise<Outcome> {
  console.log('\n> vitest')
  const args = [
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const code = await run('vitest', args, {})
  return await readOutcome('vitest', code, () => readVitestReport(report))
}

async function runPlaywright(report: string): Promise<Outcome> {
  console.log('\n> playwright')
  const env = { CHROME_PATH: getBrowserPath(process.env), PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const args = ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json']
  const code = await run('playwright', args, env)
  return await readOutcome('playwright', code, () => readPlaywrightReport(report))
}

/** What a runner reported. One that broke before it could, or ends ill without a failed test, has failed as a whole. */
async function readOutcome(name: string, code: number, read: () => Promise<Outcome>): Promise<Outcome> {
  const outcome = await read().catch((error: unknown) => ({
    passed: 0,
    failures: [`${name} left no report: ${error instanceof Error ? error.message : error}`],
  }))
  if (code === 0 || outcome.failures.length > 0) return outcome
  return { ...outcome, failures: [`${name} ended with exit code ${code}, though no test failed`] }
}

async function run(command: string, args: string[], env: Record<string, string>): Promise<number> {
  const child = spawn(join(bin, command), args, {
    stdio: 'inherit',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', ...env },
  })
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  child.on('error', reject)
  child.on('close', code => resolve(code ?? 1))
  return promise
}

await main()
