/** How large the fault tests are: small inside `npm test`, full with `npm run test:faults`. */
export function isFullSize(): boolean {
  return process.env.FAULTS === 'full'
}

/** `small` inside `npm test`, `full` with `npm run test:faults`. */
export function sized(small: number, full: number): number {
  return isFullSize() ? full : small
}

/**
 * The parameters of a test by random input. Inside `npm test` it is the same input each time, so that a failure is due to
 * the change that is tested; `npm run test:faults` looks for new ones.
 */
export function sizeOfRandomTest(numRuns: number): { numRuns: number; seed?: number } {
  return isFullSize() ? { numRuns: numRuns * 10 } : { numRuns, seed: 20_270_315 }
}

/** What a test did, in figures; `npm run test:faults` prints it. */
export function printFigures(title: string, figures: Record<string, unknown>): void {
  if (!isFullSize()) return
  const lines = Object.entries(figures).map(([name, value]) => `  ${name.padEnd(34)} ${shown(value)}`)
  console.log([`\n${title}`, ...lines].join('\n'))
}

function shown(value: unknown): string {
  if (typeof value === 'number') return value.toLocaleString('en-US', { maximumFractionDigits: 1 })
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The value below which the given share of `values` lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Numbers from 0 to 1, the same ones for the same seed, so that a run can be repeated. */
export function createChance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
