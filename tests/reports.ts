import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** What a runner found: how many checks passed, and which did not, each with the head of what it said. */
export interface Outcome {
  readonly passed: number
  readonly failures: readonly string[]
}

/** How much of what a failed check said is repeated at the end of the run, in lines: the whole stands further up. */
const linesTold = 14

/** The name under which a browser test leaves what its pages were like when it failed. */
export const pagesAtFailure = 'pages at failure'

const vitestReport = z.object({
  numPassedTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

/** Reads the report of Vitest's reporter `json`. */
export async function readVitestReport(file: string): Promise<Outcome> {
  const { numPassedTests, testResults } = vitestReport.parse(JSON.parse(await readFile(file, 'utf8')))
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter(test => test.status === 'failed')
    // A file may fail without any test of it: while it is read.
    if (failed.length === 0) return status === 'failed' ? [tell(name, message)] : []
    return failed.map(({ fullName, failureMessages }) =>
      tell(`${name} › ${fullName}`, failureMessages?.[0] ?? ''),
    )
  })
  return { passed: numPassedTests, failures }
}

const playwrightSpec = z.object({
  title: z.string(),
  ok: z.boolean(),
  file: z.string(),
  line: z.int(),
  tests: z.array(
    z.object({
      status: z.string(),
      results: z.array(
        z.object({
          error: z.object({ message: z.string().optional() }).optional(),
          attachments: z.array(z.object({ name: z.string(), body: z.base64().optional() })),
        }),
      ),
    }),
  ),
})

const playwrightSuite = z.object({
  specs: z.array(playwrightSpec),
  get suites() {
    return z.array(playwrightSuite).optional()
  },
})

const playwrightReport = z.object({
  stats: z.object({ expected: z.int() }),
  suites: z.array(playwrightSuite),
  errors: z.array(z.object({ message: z.string().optional() })),
})

/** Reads the report of Playwright's reporter `json`; a test that passed at a second try has failed. */
export async function readPlaywrightReport(file: string): Promise<Outcome> {
  const { stats, suites, errors } = playwrightReport.parse(JSON.parse(await readFile(file, 'utf8')))
  const failures = specsOf(suites)
    .filter(({ tests }) => tests.some(({ status }) => status === 'unexpected' || status === 'flaky'))
    .map(({ file, line, title, tests }) => {
      const results = tests.flatMap(test => test.results)
      const said = results.map(({ error }) => error?.message ?? '').find(Boolean) ?? ''
      const pages = results
        .flatMap(({ attachments }) => attachments)
        .find(({ name }) => name === pagesAtFailure)
      return tell(`tests/e2e/${file}:${line} › ${title}`, said, fromBase64(pages?.body ?? ''))
    })
  return {
    passed: stats.expected,
    failures: [...failures, ...errors.map(({ message = '' }) => tell('playwright', message))],
  }
}

type Suite = z.output<typeof playwrightSuite>

function specsOf(suites: readonly Suite[]): z.output<typeof playwrightSpec>[] {
  return suites.flatMap(({ specs, suites: inner = [] }) => [...specs, ...specsOf(inner)])
}

/** `circumstances` are told whole, after the head of `message`. */
function tell(name: string, message: string, circumstances = ''): string {
  const said = [...message.trim().split('\n').slice(0, linesTold), ...circumstances.split('\n')]
  return [name, ...said.filter(line => line.trim()).map(line => `    ${line}`)].join('\n')
}

function fromBase64(body: string): string {
  return Buffer.from(body, 'base64').toString('utf8')
}
