import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { takeLock } from '../../services/start/lock.ts'
import type { BenchContext, BenchResult } from './bench-context.ts'
import { pathOfArticle } from './corpus/article.ts'
import { corpus, generatedCount } from './corpus/corpus.ts'
import type { SourceDocument } from './peers/article-html.ts'
import { buildEleventy, installEleventy, prepareEleventy } from './peers/eleventy.ts'
import { articleFile, buildHugo, findHugoVersion, prepareHugo } from './peers/hugo.ts'
import { measureRounds } from './publish-to-live.ts'
import { median, quantile } from './report/statistics.ts'
import { duration, integer, megabytes, ratio, table } from './report/table.ts'
import { type ClinicLake, startClinicLake } from './system/clinic-system.ts'
import { runMeasured, type Taken } from './system/measured-command.ts'
import { memoryOf } from './system/process-facts.ts'

/** One way to make the whole site. */
interface Contender {
  name: string
  /** What it does, and what it does not, beside turning articles into pages. */
  does: string
  /** At most so many runs, where it takes long. */
  maxRuns?: number
  run(): Promise<Run>
}

interface Run extends Taken {
  /** Where the pages are; null where none are left to look at. */
  output: string | null
  /** Of `wallMs`, what making and writing the pages took, as the tool itself says. */
  ownMs?: number | null
}

/** What was measured of a contender, or why it could not be. */
interface Standing {
  name: string
  does: string
  runs: Run[]
  pages: number | null
  articleBytes: number | null
  failure: string | null
}

const defaultRuns = 5
const rebuildName = 'Hugo, again after one edit'
const liveRounds = 15

/** A whole release against its peers, on the same articles, one run of each after the other. */
export async function benchWhole(articles: number, context: BenchContext): Promise<BenchResult> {
  await using folder = await context.makeFolder('whole')
  const { report, signal, now } = context
  report(`whole: loading ${integer(articles)} articles`)
  await using lake = await startClinicLake({ ...context, articles, folder: folder.path })
  const documents: SourceDocument[] = JSON.parse(JSON.stringify([...corpus(articles, now)].flat()))
  const content = join(folder.path, 'content.json')
  await writeFile(content, JSON.stringify(documents))

  const standings: Standing[] = []
  const contenders = [
    ...floors(content, folder.path, context),
    ...(await eleventy(content, folder.path, context, standings)),
    ...(await hugo(documents, folder.path, context, standings)),
    publisher(lake, folder.path),
    astroBuild(lake, folder.path, context),
  ]
  standings.unshift(...contenders.map(({ name, does }) => newStanding(name, does)))
  const runs = context.rounds ?? defaultRuns
  for (let run = 1; run <= runs; run += 1) {
    for (const [index, contender] of contenders.entries()) {
      const standing = standings[index]
      if (!standing || standing.failure || run > (contender.maxRuns ?? runs)) continue
      signal.throwIfAborted()
      report(`whole: run ${run} of ${runs}, ${contender.name}`)
      await runOnce(contender, standing, signal)
    }
  }
  report('whole: publish to live, to compare')
  await using live = await lake.startPublisher('live')
  const rounds = await measureRounds(lake, live, {
    rounds: liveRounds,
    articles: generatedCount(articles, now),
    signal,
  })
  const liveMs = rounds.map(({ totalMs }) => totalMs)
  return {
    text: describe(articles, standings, liveMs),
    data: { articles, standings, publishToLiveMs: liveMs },
  }
}

function newStanding(name: string, does: string, failure: string | null = null): Standing {
  return { name, does, runs: [], pages: null, articleBytes: null, failure }
}

async function runOnce(contender: Contender, standing: Standing, signal: AbortSignal): Promise<void> {
  try {
    const run = await contender.run()
    standing.runs.push(run)
    if (run.output === null) return
    if (standing.pages === null) Object.assign(standing, await lookAt(run.output))
    if (contender.name !== rebuildName) await rm(run.output, { recursive: true, force: true })
  } catch (error) {
    signal.throwIfAborted()
    standing.failure = error instanceof Error ? error.message : String(error)
  }
}

/** How many pages were made, and how large that of an article is. */
async function lookAt(output: string): Promise<{ pages: number; articleBytes: number }> {
  const names = await readdir(output, { recursive: true })
  const { size } = await stat(join(output, pathOfArticle(0), 'index.html'))
  return { pages: names.filter(name => name.endsWith('.html')).length, articleBytes: size }
}

function floors(content: string, folder: string, { signal }: BenchContext): Contender[] {
  const floor = join(import.meta.dirname, 'peers', 'floor.ts')
  const run = async (...more: string[]) => {
    const output = join(folder, 'floor')
    const taken = await runMeasured([process.execPath, floor, content, output, ...more], {
      cwd: folder,
      signal,
    })
    return { ...taken, output }
  }
  return [
    { name: 'floor', does: 'Node, to-html, template strings, write', run: () => run() },
    {
      name: 'floor with twins',
      does: 'the same, and each page by brotli and gzip as ours',
      run: () => run('twins'),
    },
  ]
}

async function eleventy(
  content: string,
  root: string,
  { signal, report }: BenchContext,
  standings: Standing[],
): Promise<Contender[]> {
  const name = 'Eleventy 3'
  const does = 'to-html, JavaScript templates, layout, pagination; no checks, no twins'
  const folder = join(root, 'eleventy')
  await prepareEleventy(folder, content)
  report('whole: installing Eleventy')
  try {
    await runMeasured(installEleventy, { cwd: folder, env: withoutNpmRun(), signal })
  } catch (error) {
    signal.throwIfAborted()
    const reason = error instanceof Error ? error.message : String(error)
    standings.push(newStanding(name, does, `npm could not install it: ${reason}`))
    return []
  }
  const run = async () => ({
    ...(await runMeasured([process.execPath, ...buildEleventy], { cwd: folder, signal })),
    output: join(folder, 'out'),
  })
  return [{ name, does, run }]
}

async function hugo(
  documents: readonly SourceDocument[],
  root: string,
  { signal }: BenchContext,
  standings: Standing[],
): Promise<Contender[]> {
  const version = findHugoVersion()
  if (version === null) {
    standings.push(newStanding('Hugo', '', 'there is no “hugo” on the PATH; install it to compare with it'))
    return []
  }
  const fresh = join(root, 'hugo')
  const kept = join(root, 'hugo-kept')
  await prepareHugo(fresh, documents)
  await prepareHugo(kept, documents)
  await runMeasured(buildHugo, { cwd: kept, signal })
  let edition = 0

  async function rebuild(): Promise<Run> {
    edition += 1
    const file = articleFile(kept, 'reading-00001')
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace(/, part 1[^"]*"/, `, part 1, edition ${edition}"`))
    return { ...(await runMeasured(buildHugo, { cwd: kept, signal })), output: join(kept, 'public') }
  }

  return [
    {
      name: `Hugo ${version}`,
      does: 'from ready-made HTML bodies; no Portable Text, no checks, no twins',
      run: async () => ({
        ...(await runMeasured(buildHugo, { cwd: fresh, signal })),
        output: join(fresh, 'public'),
      }),
    },
    { name: rebuildName, does: 'the same, over the pages of the build before', run: rebuild },
  ]
}

function publisher(lake: ClinicLake, folder: string): Contender {
  let runs = 0
  return {
    name: 'ours: first release',
    does: 'start, read by HTTP, contracts, render, check links and rules, hash, twins, sync to disk, swap',
    async run() {
      runs += 1
      const name = `publisher-${runs}`
      await using started = await lake.startPublisher(name)
      const { renderMs, checkMs, swapMs, totalMs, readMs } = started.first
      const known = renderMs !== null && checkMs !== null && swapMs !== null
      const ownMs = known
        ? renderMs + checkMs + swapMs
        : totalMs !== null && readMs !== null
          ? totalMs - readMs
          : null
      const { peakMb } = memoryOf(started.part.pid)
      const output = join(folder, name, 'publisher', 'live', 'public')
      return { wallMs: started.firstWallMs, peakMb, ownMs, output }
    },
  }
}

function astroBuild(lake: ClinicLake, folder: string, { root, signal, report }: BenchContext): Contender {
  return {
    name: 'ours: npm run build',
    does: 'a static build by Astro: the same pages for any host; no twins, no checks beyond contracts',
    maxRuns: 2,
    async run() {
      // Two builds in one checkout get in each other's way.
      const waiting = () => report('whole: waiting for another build')
      const lock = await takeLock(join(root, '.build', 'renderer.lock'), signal, waiting)
      try {
        const output = join(folder, 'dist')
        const env = { ...lake.buildEnv, OUT_DIR: output }
        const taken = await runMeasured([process.execPath, 'services/build.ts', 'site'], {
          cwd: root,
          env,
          signal,
        })
        return { ...taken, output }
      } finally {
        lock.release()
      }
    },
  }
}

/** The environment without what `npm run` adds, which would have npm install elsewhere. */
function withoutNpmRun(): NodeJS.ProcessEnv {
  const own = /^npm_(?:package_|lifecycle_|config_(?:local|global)_prefix$|config_prefix$)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)))
}

function describe(articles: number, standings: readonly Standing[], liveMs: readonly number[]): string {
  const wall = (name: string) =>
    median(standings.find(standing => standing.name.startsWith(name))?.runs.map(({ wallMs }) => wallMs) ?? [])
  const floor = wall('floor')
  const peer = wall('Eleventy')
  const rebuild = wall(rebuildName)
  const live = median(liveMs)
  const rows = standings.map(({ name, does, runs, pages, articleBytes, failure }) => {
    const taken = median(runs.map(({ wallMs }) => wallMs))
    return [
      name,
      duration(taken),
      duration(median(runs.map(({ ownMs }) => ownMs ?? null))),
      ratio(taken, floor),
      ratio(taken, peer),
      megabytes(median(runs.map(({ peakMb }) => peakMb))),
      integer(pages),
      integer(articleBytes),
      failure ? `NOT MEASURED: ${failure}` : does,
    ]
  })
  return [
    `A whole release of ${integer(articles)} articles: medians of interleaved runs, from the start of the process to its end (ours: until it is live)`,
    '',
    table(['', 'wall', 'of that own', '× floor', '× Eleventy', 'peak', 'pages', 'bytes/article', ''], rows),
    '',
    `“of that own”: making, checking and writing alone, by the publisher’s log. Ours also makes the pages of services, people and notices.`,
    '',
    `One article edited, the site right again`,
    '',
    table(
      ['', 'median', 'p95', '× Hugo', ''],
      [
        [
          'ours: publish to live',
          duration(live),
          duration(quantile(liveMs, 0.95)),
          ratio(live, rebuild),
          rebuild === null
            ? ''
            : (live ?? 0) < rebuild
              ? 'faster than Hugo rebuilds: kept'
              : 'MISSED: Hugo rebuilds faster',
        ],
        [rebuildName, duration(rebuild), '', ratio(rebuild, rebuild), ''],
        ['floor, all of it again', duration(floor), '', ratio(floor, rebuild), ''],
      ],
    ),
  ].join('\n')
}
