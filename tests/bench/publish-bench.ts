import { join } from 'node:path'
import type { BenchContext, BenchResult } from './bench-context.ts'
import { generatedCount } from './corpus/corpus.ts'
import { runFloor, writeContent } from './peers/run-floor.ts'
import { measureRounds, type Round } from './publish-to-live.ts'
import { describePromise, type Figure, peers } from './report/figures.ts'
import { median, quantile } from './report/statistics.ts'
import { duration, integer, megabytes, ratio, table } from './report/table.ts'
import { startClinicLake } from './system/clinic-system.ts'
import type { LiveRelease } from './system/live-release.ts'
import { type Memory, memoryOf } from './system/process-facts.ts'

/** What one change may take of what a bare script takes for everything, by number of articles; continuous edits twice that. */
const shares: Readonly<Record<number, number>> = { 1000: 0.05, 10000: 0.03 }

/** What is promised at 10,000 articles, in megabytes. */
const memoryBudgetsMb = { publisher: 400, lake: 350 }

const whats = {
  change: 'One change to live',
  continuous: 'Continuous edits',
  publisher: 'Publisher’s memory at most',
  lake: 'Content Lake’s memory at most',
} as const

const defaultRounds = 25

/** What was measured at one number of articles. */
interface Measured {
  articles: number
  documents: number
  first: LiveRelease
  firstWallMs: number
  afterFirst: Memory
  publisher: Memory
  lake: Memory
  rounds: Round[]
  /** Each sent as soon as the one before is live. */
  continuous: Round[]
  /**
   * What a bare script takes to make all of the articles' pages, in milliseconds: the fastest of its runs. It does the same each
   * time, and on a machine with other work some take longer.
   */
  floorMs: number
}

/** Publish-to-live at a number of articles, with the memory it takes. */
export async function benchPublish(articles: number, context: BenchContext): Promise<BenchResult> {
  const measured = await measure(articles, context)
  return { text: describe(measured), data: measured, figures: toFigures(measured) }
}

function toFigures({ articles, rounds, continuous, floorMs, publisher, lake }: Measured): Figure[] {
  const share = shares[articles]
  const beside: Record<string, number> = { [peers.script]: floorMs }
  const time = (what: string, of: readonly Round[], most: number | undefined): Figure[] => {
    const value = median(of.map(({ totalMs }) => totalMs))
    const promise = most === undefined ? null : { most, of: peers.script }
    return value === null ? [] : [{ what, articles, value, unit: 'ms', beside, promise }]
  }
  const memory = (what: string, value: number | null, most: number): Figure[] => {
    const promise = articles >= 10_000 ? { most, of: null } : null
    return value === null ? [] : [{ what, articles, value, unit: 'MB', beside: {}, promise }]
  }
  return [
    ...time(whats.change, rounds, share),
    ...time(whats.continuous, continuous, share && 2 * share),
    ...memory(whats.publisher, publisher.peakMb, memoryBudgetsMb.publisher),
    ...memory(whats.lake, lake.peakMb, memoryBudgetsMb.lake),
  ]
}

async function measure(articles: number, context: BenchContext): Promise<Measured> {
  const { signal, now, report } = context
  const folder = await context.makeFolder('publish')
  report(`publish: loading ${integer(articles)} articles`)
  await using lake = await startClinicLake({ ...context, articles, folder })
  report('publish: first release')
  await using publisher = await lake.startPublisher('publisher')
  const afterFirst = memoryOf(publisher.part.pid)
  const rounds = context.rounds ?? defaultRounds
  report(`publish: ${rounds} rounds`)
  const generated = generatedCount(articles, now)
  const content = await writeContent(folder, articles, now)
  const floor = (run: number) => runFloor(content, join(folder, `floor-${run}`), signal)
  const floors = [await floor(1), await floor(2)]
  const measured = await measureRounds(lake, publisher, { rounds, articles: generated, signal })
  const restless = new AbortController().signal
  const continuous = await measureRounds(lake, publisher, { rounds, articles: generated, signal, restless })
  floors.push(await floor(3), await floor(4))
  return {
    articles,
    documents: lake.documents,
    first: publisher.first,
    firstWallMs: publisher.firstWallMs,
    afterFirst,
    publisher: memoryOf(publisher.part.pid),
    lake: memoryOf(lake.part.pid),
    rounds: measured,
    continuous,
    floorMs: Math.min(...floors.map(({ wallMs }) => wallMs)),
  }
}

function describe(measured: Measured): string {
  const { articles, documents, rounds } = measured
  return [
    `Publish to live, ${integer(articles)} articles (${integer(documents)} documents), ${rounds.length} rounds`,
    'From the publish action being sent to the new HTML received; a round starts once everything is at rest.',
    '',
    describeRounds(measured),
    '',
    describeMemory(measured),
  ].join('\n')
}

function describeRounds(measured: Measured): string {
  const { rounds, continuous, first, firstWallMs, floorMs } = measured
  const totals = rounds.map(({ totalMs }) => totalMs)
  const continuousMs = continuous.map(({ totalMs }) => totalMs)
  const total = median(totals)
  const step = (
    name: string,
    note: string,
    pick: (round: Round) => number | null,
    ofFirst: number | null,
  ) => {
    const values = rounds.map(pick).filter(value => value !== null)
    return [
      name,
      duration(median(values)),
      duration(quantile(values, 0.95)),
      ratio(median(values), total),
      duration(ofFirst),
      note,
    ]
  }
  return table(
    ['', 'median', 'p95', 'of total', 'first release', ''],
    [
      [
        'total',
        duration(total),
        duration(quantile(totals, 0.95)),
        ratio(total, total),
        duration(first.totalMs),
        findPromise(measured, whats.change),
      ],
      step(
        'webhook',
        `(the Content Lake answered after ${duration(median(rounds.map(r => r.answeredMs)))})`,
        r => r.webhookMs,
        null,
      ),
      step('read', '', r => r.readMs, first.readMs),
      step(
        'render',
        `(${integer(median(rounds.map(r => r.rendered)))} files rendered, ${integer(median(rounds.map(r => r.written)))} written; first ${integer(first.rendered)})`,
        r => r.renderMs,
        first.renderMs,
      ),
      step('check', '', r => r.checkMs, first.checkMs),
      step('swap', '', r => r.swapMs, first.swapMs),
      step('rest', '(until the page was asked for and had arrived)', restOf, null),
      [
        'continuous edits',
        duration(median(continuousMs)),
        duration(quantile(continuousMs, 0.95)),
        ratio(median(continuousMs), total),
        '',
        findPromise(measured, whats.continuous),
      ],
      [
        'floor, all of it again',
        duration(floorMs),
        '',
        ratio(floorMs, total),
        '',
        '(a bare script: read, to-html, template strings, write)',
      ],
      ['start to first release', '', '', '', duration(firstWallMs), '(with the start of the process)'],
    ],
  )
}

/** What the steps leave unexplained; null where a step is unknown. */
function restOf({ totalMs, webhookMs, readMs, renderMs, checkMs, swapMs }: Round): number | null {
  const steps = [webhookMs, readMs, renderMs, checkMs, swapMs]
  if (steps.some(step => step === null)) return null
  return totalMs - steps.reduce<number>((sum, step) => sum + (step ?? 0), 0)
}

function describeMemory(measured: Measured): string {
  const { publisher, afterFirst, lake } = measured
  const row = (name: string, peak: Memory, first: Memory | null, what: string) => [
    name,
    megabytes(peak.peakMb),
    first === null ? '' : megabytes(first.peakMb),
    megabytes(peak.nowMb),
    findPromise(measured, what),
  ]
  return table(
    ['memory', 'peak', 'peak of first release', 'at the end', ''],
    [row('publisher', publisher, afterFirst, whats.publisher), row('Content Lake', lake, null, whats.lake)],
  )
}

/** What is promised of a figure, and whether it is kept. */
function findPromise(measured: Measured, what: string): string {
  const found = toFigures(measured).find(each => each.what === what)
  return found ? describePromise(found) : ''
}
