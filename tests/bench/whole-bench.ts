import { readFile } from 'node:fs/promises'
import type { BenchContext, BenchResult } from './bench-context.ts'
import { generatedCount } from './corpus/corpus.ts'
import type { SourceDocument } from './peers/article-html.ts'
import {
  type Absent,
  astroBuild,
  type Contender,
  eleventy,
  floors,
  hugo,
  names,
  publisher,
  type Run,
} from './peers/contenders.ts'
import { writeContent } from './peers/run-floor.ts'
import { measureRounds } from './publish-to-live.ts'
import { median, quantile } from './report/statistics.ts'
import { duration, integer, megabytes, ratio, table } from './report/table.ts'
import { startClinicLake } from './system/clinic-system.ts'

/** What was measured of a contender, or why it could not be. */
interface Standing {
  name: string
  does: string
  runs: Run[]
  failure: string | null
}

const defaultRuns = 5
const liveRounds = 15

/** A whole release against its peers, on the same articles, one run of each after the other. */
export async function benchWhole(articles: number, context: BenchContext): Promise<BenchResult> {
  await using folder = await context.makeFolder('whole')
  const { report, signal, now } = context
  report(`whole: loading ${integer(articles)} articles`)
  await using lake = await startClinicLake({ ...context, articles, folder: folder.path })
  const content = await writeContent(folder.path, articles, now)
  const documents: SourceDocument[] = JSON.parse(await readFile(content, 'utf8'))
  const ground = { ...context, lake, content, documents, folder: folder.path }
  const contenders = [
    ...floors(ground),
    await eleventy(ground),
    ...(await hugo(ground)),
    publisher(ground),
    astroBuild(ground),
  ]
  const standings = await compare(contenders, context)
  report('whole: publish to live, to compare')
  await using live = await lake.startPublisher('live')
  const rounds = await measureRounds(lake, live, {
    rounds: liveRounds,
    articles: generatedCount(articles, now),
    signal,
  })
  const liveMs = rounds.map(({ totalMs }) => totalMs)
  return {
    text: [describe(articles, standings), '', describeEdit(standings, liveMs)].join('\n'),
    data: { articles, standings, publishToLiveMs: liveMs },
  }
}

async function compare(
  contenders: readonly (Contender | Absent)[],
  { rounds, signal, report }: BenchContext,
): Promise<Standing[]> {
  const standings = contenders.map(contender => ({
    name: contender.name,
    does: contender.does,
    runs: [] as Run[],
    failure: 'failure' in contender ? contender.failure : null,
  }))
  const runs = rounds ?? defaultRuns
  for (let run = 1; run <= runs; run += 1) {
    for (const [index, contender] of contenders.entries()) {
      const standing = standings[index]
      if (!standing || 'failure' in contender || standing.failure) continue
      if (run > (contender.maxRuns ?? runs)) continue
      signal.throwIfAborted()
      report(`whole: run ${run} of ${runs}, ${contender.name}`)
      try {
        standing.runs.push(await contender.run())
      } catch (error) {
        signal.throwIfAborted()
        standing.failure = error instanceof Error ? error.message : String(error)
      }
    }
  }
  return standings
}

function wallOf(standings: readonly Standing[], name: string): number | null {
  const standing = standings.find(each => each.name === name)
  return median(standing?.runs.map(({ wallMs }) => wallMs) ?? [])
}

function cpuOf(standings: readonly Standing[], name: string): number | null {
  const standing = standings.find(each => each.name === name)
  return median(standing?.runs.map(({ cpuMs }) => cpuMs) ?? [])
}

function describe(articles: number, standings: readonly Standing[]): string {
  const floor = wallOf(standings, names.floor)
  const peer = wallOf(standings, names.eleventy)
  const peerCpu = cpuOf(standings, names.eleventy)
  const rows = standings.map(({ name, does, runs, failure }) => {
    const pick = (value: (run: Run) => number | null) => median(runs.map(value))
    const wall = pick(run => run.wallMs)
    return [
      name,
      duration(wall),
      duration(pick(run => run.ownMs)),
      ratio(wall, floor),
      ratio(wall, peer),
      duration(cpuOf(standings, name)),
      ratio(cpuOf(standings, name), peerCpu),
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

function describeEdit(standings: readonly Standing[], liveMs: readonly number[]): string {
  const rebuild = wallOf(standings, names.rebuild)
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
        row('floor, all of it again', wallOf(standings, names.floor), ''),
      ],
    ),
  ].join('\n')
}
