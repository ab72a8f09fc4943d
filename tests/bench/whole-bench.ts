import { readFile } from 'node:fs/promises'
import type { BenchContext, BenchResult } from './bench-context.ts'
import { generatedCount } from './corpus/corpus.ts'
import type { SourceDocument } from './peers/article-html.ts'
import {
  type Absent,
  type Contender,
  eleventy,
  floors,
  hugo,
  names,
  plainAstro,
  publishers,
  type Run,
  staticBuilds,
} from './peers/contenders.ts'
import { writeContent } from './peers/run-floor.ts'
import { measureRounds } from './publish-to-live.ts'
import { type Figure, peers } from './report/figures.ts'
import { median, quantile } from './report/statistics.ts'
import { duration, integer, megabytes, ratio, table } from './report/table.ts'
import { startClinicLake } from './system/clinic-system.ts'

/** What was measured of a contender, or why it could not be. */
interface ContenderResult {
  name: string
  does: string
  runs: Run[]
  failure: string | null
}

const defaultRuns = 5
const liveRounds = 15

/** A whole release against its peers, on the same articles, one run of each after the other. */
export async function benchWhole(articles: number, context: BenchContext): Promise<BenchResult> {
  const folder = await context.makeFolder('whole')
  const { report, signal, now } = context
  report(`whole: loading ${integer(articles)} articles`)
  await using lake = await startClinicLake({ ...context, articles, folder })
  const content = await writeContent(folder, articles, now)
  const documents: SourceDocument[] = JSON.parse(await readFile(content, 'utf8'))
  const ground = { ...context, lake, content, documents, folder }
  const contenders = [
    ...floors(ground),
    await eleventy(ground),
    ...(await hugo(ground)),
    await plainAstro(ground),
    ...publishers(ground),
    ...staticBuilds(ground),
  ]
  const results = await compare(contenders, context)
  report('whole: publish to live, to compare')
  await using live = await lake.startPublisher('live')
  const rounds = await measureRounds(lake, live, {
    rounds: liveRounds,
    articles: generatedCount(articles, now),
    signal,
  })
  const liveMs = rounds.map(({ totalMs }) => totalMs)
  return {
    text: [describe(articles, results), '', describeEdit(results, liveMs)].join('\n'),
    data: { articles, results, publishToLiveMs: liveMs },
    figures: toFigures(articles, results, median(liveMs)),
  }
}

/** What is kept of a comparison: every contender's wall time, ours beside all others. */
function toFigures(articles: number, results: readonly ContenderResult[], liveMs: number | null): Figure[] {
  const walls = new Map(results.map(({ name, runs }) => [name, median(runs.map(({ wallMs }) => wallMs))]))
  const beside: Record<string, number> = {}
  for (const [name, peer] of peerNames) {
    const [, ms] = [...walls].find(([each]) => each === name || each.startsWith(`${name} v`)) ?? []
    if (ms) beside[peer] = ms
  }
  const ours = (what: string, value: number | null | undefined, promise: Figure['promise']): Figure[] =>
    value ? [{ what, articles, value, unit: 'ms', beside, promise }] : []
  const atThousand = (most: number, of: string) => (articles === 1000 ? { most, of } : null)
  return [
    ...ours('One change to live, beside Hugo', liveMs, { most: 1, of: peers.hugoAgain }),
    ...ours('First release', walls.get(names.firstRelease), atThousand(2, peers.eleventy)),
    ...ours('A release by new code', walls.get(names.newCode), atThousand(1.5, peers.eleventy)),
    ...ours('npm run build', walls.get(names.staticBuild), atThousand(2, peers.astro)),
    ...ours('npm run build, after one edit', walls.get(names.staticRebuild), atThousand(1.5, peers.astro)),
    ...Object.entries(beside).map(
      ([peer, value]): Figure => ({
        what: `Whole site by ${peer}`,
        articles,
        value,
        unit: 'ms',
        beside: {},
        promise: null,
      }),
    ),
  ]
}

const peerNames = [
  [names.floor, peers.script],
  [names.hugo, peers.hugo],
  [names.rebuild, peers.hugoAgain],
  [names.eleventy, peers.eleventy],
  [names.plainAstro, peers.astro],
] as const

async function compare(
  contenders: readonly (Contender | Absent)[],
  { rounds, signal, report }: BenchContext,
): Promise<ContenderResult[]> {
  const results = contenders.map(contender => ({
    name: contender.name,
    does: contender.does,
    runs: [] as Run[],
    failure: 'failure' in contender ? contender.failure : null,
  }))
  const runs = rounds ?? defaultRuns
  for (let run = 1; run <= runs; run += 1) {
    for (const [index, contender] of contenders.entries()) {
      const result = results[index]
      if (!result || 'failure' in contender || result.failure) continue
      if (run > (contender.maxRuns ?? runs)) continue
      signal.throwIfAborted()
      report(`whole: run ${run} of ${runs}, ${contender.name}`)
      try {
        result.runs.push(await contender.run())
      } catch (error) {
        signal.throwIfAborted()
        result.failure = error instanceof Error ? error.message : String(error)
      }
    }
  }
  return results
}

function wallOf(results: readonly ContenderResult[], name: string): number | null {
  const result = results.find(each => each.name === name)
  return median(result?.runs.map(({ wallMs }) => wallMs) ?? [])
}

function cpuOf(results: readonly ContenderResult[], name: string): number | null {
  const result = results.find(each => each.name === name)
  return median(result?.runs.map(({ cpuMs }) => cpuMs) ?? [])
}

function describe(articles: number, results: readonly ContenderResult[]): string {
  const floor = wallOf(results, names.floor)
  const peer = wallOf(results, names.eleventy)
  const peerCpu = cpuOf(results, names.eleventy)
  const rows = results.map(({ name, does, runs, failure }) => {
    const pick = (value: (run: Run) => number | null) => median(runs.map(value))
    const wall = pick(run => run.wallMs)
    return [
      name,
      duration(wall),
      duration(pick(run => run.ownMs)),
      ratio(wall, floor),
      ratio(wall, peer),
      duration(cpuOf(results, name)),
      ratio(cpuOf(results, name), peerCpu),
      megabytes(pick(run => run.peakMb)),
      integer(pick(run => run.pages)),
      integer(pick(run => run.articleBytes)),
      failure ? `NOT MEASURED: ${failure}` : does,
    ]
  })
  return [
    `A whole release of ${integer(articles)} articles, medians of interleaved runs`,
    'From the start of the process to its end; ours to the release being live.',
    '',
    table(
      [
        '',
        'wall',
        'made in',
        '× floor',
        '× Eleventy',
        'processor',
        '× Eleventy',
        'peak',
        'pages',
        'bytes/article',
        '',
      ],
      rows,
    ),
    '',
    '“Processor”: time on all cores together, which other programs on the machine hardly change; ours without the Content Lake’s.',
    '“Made in”: rendering, checking, writing and swapping alone, by the publisher’s log. Ours also has the pages of services, people and notices.',
  ].join('\n')
}

function describeEdit(results: readonly ContenderResult[], liveMs: readonly number[]): string {
  const rebuild = wallOf(results, names.rebuild)
  const live = median(liveMs)
  const isFaster = live !== null && rebuild !== null && live < rebuild
  const row = (name: string, ms: number | null, note: string) => [
    name,
    duration(ms),
    duration(ms === live ? quantile(liveMs, 0.95) : null),
    ratio(ms, rebuild),
    note,
  ]
  const verdict = isFaster ? 'faster than Hugo rebuilds: kept' : 'Hugo rebuilds faster: MISSED'
  return [
    'One article edited, and the site right again',
    '',
    table(
      ['', 'median', 'p95', '× Hugo', ''],
      [
        row('ours: publish to live', live, rebuild === null ? '' : verdict),
        row(names.rebuild, rebuild, '(from the file’s being written; nothing is uploaded or served)'),
        row('floor, all of it again', wallOf(results, names.floor), ''),
      ],
    ),
  ].join('\n')
}
