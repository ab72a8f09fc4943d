import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type BenchContext, type BenchResult, openContext } from './bench-context.ts'
import { benchLoad } from './load-bench.ts'
import { benchLighthouse, benchPages } from './pages-bench.ts'
import { benchPublish } from './publish-bench.ts'
import { describeLoad, describeMachine } from './report/machine.ts'
import { benchWhole } from './whole-bench.ts'

interface Bench {
  name: string
  /** What it shows, and about how long it takes. */
  about: string
  /** Left out unless it is named. */
  slow?: boolean
  run(context: BenchContext): Promise<BenchResult>
}

const benches: readonly Bench[] = [
  {
    name: 'publish:100',
    about: 'publish to live at 100 articles (20 s)',
    run: context => benchPublish(100, context),
  },
  {
    name: 'publish:1000',
    about: 'publish to live at 1,000 articles (1 minute)',
    run: context => benchPublish(1000, context),
  },
  {
    name: 'publish:10000',
    about: 'publish to live at 10,000 articles (5 minutes)',
    slow: true,
    run: context => benchPublish(10_000, context),
  },
  {
    name: 'whole:1000',
    about: 'a whole release of 1,000 articles against Eleventy, Hugo and a bare script (3 minutes)',
    run: context => benchWhole(1000, context),
  },
  {
    name: 'whole:10000',
    about: 'the same at 10,000 articles (15 minutes)',
    slow: true,
    run: context => benchWhole(10_000, context),
  },
  {
    name: 'load',
    about: 'requests a second and their latency, at rest and while publishing (1 minute)',
    run: benchLoad,
  },
  {
    name: 'pages',
    about: 'what every kind of page costs a phone, beside its budget (1 minute)',
    run: benchPages,
  },
  {
    name: 'lighthouse',
    about: 'Lighthouse’s four scores for every kind of page (5 minutes)',
    slow: true,
    run: benchLighthouse,
  },
]

const usage = `npm run bench [-- NAME… [--rounds NUMBER] [--json FILE]]

A name, or the part of one before its colon, picks what is measured:
${benches.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`).join('\n')}`

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: 'string' }, json: { type: 'string' }, help: { type: 'boolean' } },
  })
  if (values.help) return console.log(usage)
  const chosen = choose(positionals)
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => ending.abort(new Error(`Ended by ${signal}.`)))
  }
  await using context = await openContext({
    root: resolve(import.meta.dirname, '../..'),
    now: Temporal.Now.instant(),
    rounds: values.rounds === undefined ? null : Math.max(1, Number.parseInt(values.rounds, 10)),
    signal: ending.signal,
    report: line => console.error(`… ${line}`),
  })
  const results: Record<string, unknown> = { machine: describeMachine(), at: context.now.toString() }
  console.log(`\n${describeMachine()}`)
  for (const { name, run } of chosen) {
    ending.signal.throwIfAborted()
    const { text, data } = await run(context)
    console.log(`\n## ${name}\n\n${text}\n\n${describeLoad()}`)
    results[name] = data
  }
  const left = positionals.length === 0 ? benches.filter(({ slow }) => slow) : []
  for (const { name, about } of left)
    console.log(`\nLeft out, as it is slow: ${about}. Run it with: npm run bench -- ${name}`)
  if (values.json) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`)
}

/** @throws Error that lists the names there are. */
function choose(names: readonly string[]): Bench[] {
  if (names.length === 0) return benches.filter(({ slow }) => !slow)
  return names.flatMap(wanted => {
    const found = benches.filter(
      ({ name, slow }) => name === wanted || (!slow && name.split(':')[0] === wanted),
    )
    if (found.length === 0) throw new Error(`There is no benchmark “${wanted}”.\n\n${usage}`)
    return found
  })
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
