import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { isMissing } from '#services/shared/is-missing.ts'

const figure = z.object({
  /** What was measured: “One change to live”. */
  what: z.string(),
  articles: z.number(),
  value: z.number(),
  unit: z.enum(['ms', 'MB']),
  /** What it is compared with: the same of others in the same run, in the same unit. */
  beside: z.record(z.string(), z.number()),
  /** At most so much of one of them, or, without `of`, so many of the unit. */
  promise: z.object({ most: z.number(), of: z.string().nullable() }).nullable(),
})

const recordedFigure = figure.extend({ machine: z.string(), at: z.string() })

/** One figure of a benchmark, and what it is compared with. */
export type Figure = z.output<typeof figure>

/** A figure as it was last recorded; `at` is a day, in UTC. */
export type RecordedFigure = z.output<typeof recordedFigure>

/** What most figures are compared with. */
export const peers = {
  script: 'bare script',
  hugo: 'Hugo',
  hugoAgain: 'Hugo, one edit',
  eleventy: 'Eleventy',
  astro: 'plain Astro',
} as const

/** A ratio that is this many times the recorded one has fallen back. */
const fallen = 1.5

/** The figures in a file; none where there is no file yet. @throws Error if it holds something else. */
export async function readFigures(file: string): Promise<RecordedFigure[]> {
  try {
    return z.array(recordedFigure).parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if (isMissing(error)) return []
    throw new Error(`${file} does not hold figures of benchmarks: restore or remove it.`, { cause: error })
  }
}

/** The recorded figures, each replaced by what was measured now, in the order of their names and sizes. */
export function mergeFigures(
  recorded: readonly RecordedFigure[],
  measured: readonly RecordedFigure[],
): RecordedFigure[] {
  const others = recorded.filter(each => !measured.some(other => isSame(each, other)))
  return [...others, ...measured].toSorted((a, b) => a.what.localeCompare(b.what) || a.articles - b.articles)
}

/** Says which figures have fallen back since they were recorded: absolute times say nothing on another machine, ratios do. */
export function findFallen(recorded: readonly RecordedFigure[], measured: readonly Figure[]): string[] {
  return measured.flatMap(now => {
    const before = recorded.find(each => isSame(each, now))
    if (!before) return []
    return Object.keys(now.beside).flatMap(peer => {
      const [was, is] = [findRatio(before, peer), findRatio(now, peer)]
      if (was === null || is === null || is / was < fallen) return []
      return `${now.what} at ${now.articles} articles has fallen back: ${is.toFixed(3)} of ${peer}, was ${was.toFixed(3)} on ${before.at}.`
    })
  })
}

/** A figure as a share of one that it is compared with; null where that is unknown. */
export function findRatio({ value, beside }: Figure, peer: string): number | null {
  const other = beside[peer]
  return other === undefined || other === 0 ? null : value / other
}

/** Whether what was promised is kept; null where nothing was, or where it cannot be told. */
export function isKept(measured: Figure): boolean | null {
  const { promise, value } = measured
  if (!promise) return null
  const compared = promise.of === null ? value : findRatio(measured, promise.of)
  return compared === null ? null : compared <= promise.most
}

/** “0.05 × bare script: kept”; empty where nothing is promised. */
export function describePromise(measured: Figure): string {
  const { promise, unit } = measured
  if (!promise) return ''
  const most = promise.of === null ? `${promise.most} ${unit}` : `${promise.most} × ${promise.of}`
  const kept = isKept(measured)
  return kept === null ? most : `${most}: ${kept ? 'kept' : '**missed**'}`
}

function isSame(a: Figure, b: Figure): boolean {
  return a.what === b.what && a.articles === b.articles
}
