import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type BenchContext, type BenchResult, openContext } from './bench-context.ts'
import { benchLoad } from './load-bench.ts'
import { benchLighthouse, benchPages } from './pages-bench.ts'
import { benchPublish } from './publish-bench.ts'
import { type Figure, findFallen, mergeFigures, readFigures } from './report/figures.ts'
import { describeHardware, describeLoad, describeMachine } from './report/machine.ts'
import { toPerformancePage } from './report/performance-page.ts'
import { plotCost } from './report/plot.ts'
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
    name: 'whole:100',
    about: 'a whole release of 100 articles against a bare script, Eleventy, Hugo and plain Astro (1 minute)',
    run: context => benchWhole(100, context),
  },
  {
    name: 'whole:1000',
    about: 'a whole release of 1,000 articles against the same (4 minutes)',
    run: context => benchWhole(1000, context),
  },
  {
    name: 'whole:10000',
    about: 'a whole release of 10,000 articles against the same (15 minutes, 10 GB of disk)',
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

const usage = `npm run bench [-- NAME… [--rounds NUMBER] [--json FILE] [--record]]

A name, or the part of one before its colon, picks what is measured:
${benches.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`).join('\n')}

--record keeps the figures in docs/performance.md; without it they are compared with those alone.`

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string' },
      json: { type: 'string' },
      record: { type: 'boolean' },
      help: { type: 'boolean' },
    },
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
  const measured: Figure[] = []
  console.log(`\n${describeMachine()}`)
  for (const { name, run } of chosen) {
    ending.signal.throwIfAborted()
    const { text, data, figures = [] } = await run(context)
    measured.push(...figures)
    console.log(`\n## ${name}\n\n${text}\n\n${describeLoad()}`)
    results[name] = data
  }
  await compareWithRecord(join(context.root, 'docs'), measured, context.now, values.record ?? false)
  const left = positionals.length === 0 ? benches.filter(({ slow }) => slow) : []
  for (const { name, about } of left)
    console.log(`\nLeft out, as it is slow: ${about}. Run it with: npm run bench -- ${name}`)
  if (values.json) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`)
}

/** Warns of ratios that have fallen back by half, and keeps the figures if they are to be recorded. */
async function compareWithRecord(
  folder: string,
  measured: readonly Figure[],
  now: Temporal.Instant,
  isToRecord: boolean,
): Promise<void> {
  const file = join(folder, 'performance.json')
  const recorded = await readFigures(file)
  for (const line of findFallen(recorded, measured)) console.log(`\nWARNING: ${line}`)
  if (!isToRecord) return
  const at = now.toZonedDateTimeISO('UTC').toPlainDate().toString()
  const machine = describeHardware()
  const figures = mergeFigures(
    recorded,
    measured.map(figure => ({ ...figure, machine, at })),
  )
  await writeFile(file, `${JSON.stringify(figures, null, 2)}\n`)
  await writeFile(join(folder, 'performance.md'), toPerformancePage(figures))
  await writeFile(join(folder, 'performance.svg'), `${plotCost(figures)}\n`)
  console.log(`\nRecorded in ${join(folder, 'performance.md')}`)
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
