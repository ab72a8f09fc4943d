import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { BenchContext, BenchResult } from './bench-context.ts'
import { pathOfArticle } from './corpus/article.ts'
import { generatedCount } from './corpus/corpus.ts'
import { type LoadReport, type LoadTask, loadReport } from './load/load-process.ts'
import { measureRounds } from './publish-to-live.ts'
import { median } from './report/statistics.ts'
import { duration, integer, ratio, table } from './report/table.ts'
import { startClinicLake } from './system/clinic-system.ts'
import { startPart } from './system/part-process.ts'

const articles = 1000
const connections = 50
const durationMs = 4000
const defaultRuns = 3

/** What was measured of one server, or of one state of it. */
interface Measured {
  name: string
  note: string
  reports: LoadReport[]
}

/** Requests a second and their latency: a bare server, the publisher at rest, the publisher while it publishes. */
export async function benchLoad(context: BenchContext): Promise<BenchResult> {
  const { report, signal, now, root } = context
  const folder = await context.makeFolder('load')
  report(`load: loading ${integer(articles)} articles`)
  await using lake = await startClinicLake({ ...context, articles, folder })
  report('load: first release')
  await using publisher = await lake.startPublisher('publisher')
  const path = pathOfArticle(0)
  await using bare = startPart({
    title: 'The bare server',
    args: [join(import.meta.dirname, 'load', 'bare-server.ts'), `${publisher.url}${path}`],
    root,
    env: { PATH: process.env.PATH },
  })
  const bareUrl = await bare.ready

  const measured: [Measured, Measured, Measured] = [
    { name: 'bare node:http', note: 'the same headers and as many bytes, from memory', reports: [] },
    { name: 'publisher at rest', note: '', reports: [] },
    { name: 'publisher, publishing', note: '', reports: [] },
  ]
  const published: number[] = []
  const runs = context.rounds ?? defaultRuns
  const task = (url: string) => ({ port: Number(new URL(url).port), path, connections, durationMs })
  for (let run = 1; run <= runs; run += 1) {
    report(`load: run ${run} of ${runs}`)
    measured[0].reports.push(await load(task(bareUrl), signal))
    measured[1].reports.push(await load(task(publisher.url), signal))
    const over = new AbortController()
    const publishing = measureRounds(lake, publisher, {
      articles: generatedCount(articles, now),
      signal,
      rounds: Number.POSITIVE_INFINITY,
      restless: over.signal,
    })
    measured[2].reports.push(await load(task(publisher.url), signal).finally(() => over.abort()))
    published.push(...(await publishing).map(({ totalMs }) => totalMs))
  }
  measured[2].note = `${published.length} publishes, each live after ${duration(median(published))} (median)`
  return { text: describe(measured), data: { measured, publishToLiveMs: published } }
}

/** Runs the load from a process of its own, so that only the server is measured in the server's process. */
async function load(task: LoadTask, signal: AbortSignal): Promise<LoadReport> {
  signal.throwIfAborted()
  const child = fork(join(import.meta.dirname, 'load', 'load-process.ts'), [JSON.stringify(task)])
  const end = () => child.kill('SIGKILL')
  signal.addEventListener('abort', end, { once: true })
  try {
    const ended = once(child, 'exit').then(() => {
      throw new Error('The load process ended before it had reported.')
    })
    ended.catch(() => {})
    const [message] = await Promise.race([once(child, 'message', { signal }), ended])
    return loadReport.parse(message)
  } finally {
    signal.removeEventListener('abort', end)
    end()
  }
}

function describe(measured: readonly Measured[]): string {
  const rate = (reports: readonly LoadReport[]) => median(reports.map(each => each.answers / each.seconds))
  const bare = measured[0]
  const bareRate = rate(bare?.reports ?? [])
  const bareP99 = median(bare?.reports.map(({ p99 }) => p99) ?? [])
  const rows = measured.map(({ name, note, reports }) => {
    const p99 = median(reports.map(each => each.p99))
    return [
      name,
      integer(rate(reports)),
      ratio(rate(reports), bareRate),
      duration(median(reports.map(({ p50 }) => p50))),
      duration(p99),
      ratio(p99, bareP99),
      duration(Math.max(...reports.map(({ max }) => max))),
      integer(reports.reduce((sum, { failed }) => sum + failed, 0)),
      [note, ...new Set(reports.flatMap(({ failures }) => failures))].filter(Boolean).join('; '),
    ]
  })
  const bytes = integer(bare?.reports[0]?.bodyBytes ?? null)
  return [
    `Load: ${connections} connections that stay open, one article’s page (${bytes} bytes as sent), ${integer(articles)} articles`,
    'The load comes from a process of its own on the same machine, and shares its cores with the server.',
    '',
    table(['', 'requests/s', '× bare', 'p50', 'p99', '× bare', 'longest', 'failed', ''], rows),
  ].join('\n')
}
