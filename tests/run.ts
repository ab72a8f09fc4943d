import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { getBrowserPath } from './browser.ts'

/*
 * All checks, in the order in which they tell most for the least time: types and style, then everything that runs
 * without a browser, then the real Studio and site in one. Ends with a line that counts them.
 */

interface Count {
  passed: number
  failed: number
}

const bin = join(process.cwd(), 'node_modules', '.bin')

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'clinic-tests-'))
  try {
    const counts = [
      // Astro first: it writes the types of its own modules, which the compiler needs.
      await check('astro', ['check', '--minimumSeverity', 'error']),
      await check('tsc', ['--noEmit']),
      await check('biome', ['check']),
      await runVitest(join(folder, 'vitest.json')),
      await runPlaywright(join(folder, 'playwright.json')),
    ]
    const total = counts.reduce(add)
    console.log(`\n${total.passed} passed, ${total.failed} failed`)
    process.exitCode = total.failed === 0 ? 0 : 1
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function check(command: string, args: string[]): Promise<Count> {
  console.log(`\n> ${command} ${args.join(' ')}`)
  const code = await run(command, args, {})
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function runVitest(report: string): Promise<Count> {
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
  const shape = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), numFailedTestSuites: z.int() })
  const result = await readReport(report, shape)
  if (!result) return { passed: 0, failed: 1 }
  const failed = result.numFailedTests || result.numFailedTestSuites
  return { passed: result.numPassedTests, failed: failed || (code === 0 ? 0 : 1) }
}

async function runPlaywright(report: string): Promise<Count> {
  console.log('\n> playwright')
  const env = { CHROME_PATH: getBrowserPath(process.env), PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const code = await run(
    'playwright',
    ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'],
    env,
  )
  const shape = z.object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }) })
  const result = await readReport(report, shape)
  if (!result) return { passed: 0, failed: 1 }
  const { expected, unexpected, flaky } = result.stats
  return { passed: expected, failed: unexpected + flaky || (code === 0 ? 0 : 1) }
}

/** A report that a runner wrote; undefined when the runner broke before it could. */
async function readReport<Shape extends z.ZodType>(
  file: string,
  shape: Shape,
): Promise<z.output<Shape> | undefined> {
  try {
    return shape.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    console.error(`No report of the run: ${error instanceof Error ? error.message : error}`)
    return undefined
  }
}

function add(a: Count, b: Count): Count {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed }
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
