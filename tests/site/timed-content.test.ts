import { createHash } from 'node:crypto'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { contentSecurityPolicy, timedContentScript } from '../../src/layouts/timed-content.ts'

interface TimedElement {
  dataset: { from?: string; until?: string }
  hidden: boolean
}

/** Runs the script of the page at an instant, with these elements on the page; answers which it hides. */
function runAt(instant: string, ...elements: TimedElement['dataset'][]): boolean[] {
  return load(instant, ...elements).hidden()
}

function load(instant: string, ...elements: TimedElement['dataset'][]) {
  const page: TimedElement[] = elements.map(dataset => ({ dataset, hidden: false }))
  const waitsMs: number[] = []
  runInNewContext(timedContentScript, {
    Date: { now: () => Date.parse(instant), parse: Date.parse },
    document: { querySelectorAll: () => page },
    addEventListener: () => {},
    setTimeout: (_: unknown, delayMs: number) => waitsMs.push(delayMs),
    clearTimeout: () => {},
  })
  return { hidden: () => page.map(({ hidden }) => hidden), looksAgainAfterMs: waitsMs.at(-1) }
}

test('what has ended is hidden, from its last instant on', () => {
  const until = '2027-02-07T05:00:00Z'
  expect(runAt('2027-02-07T04:59:59Z', { until })).toEqual([false])
  expect(runAt('2027-02-07T05:00:00Z', { until })).toEqual([true])
})

test('what has not begun is hidden, and shows from its first instant on', () => {
  const from = '2027-02-07T05:00:00Z'
  expect(runAt('2027-02-07T04:59:59Z', { from }, { from, until: '2027-03-01T00:00:00Z' })).toEqual([
    true,
    true,
  ])
  expect(runAt('2027-02-07T05:00:00Z', { from }, { from, until: '2027-03-01T00:00:00Z' })).toEqual([
    false,
    false,
  ])
})

test('looks again at the very next bound, and every fifteen seconds for devices that slept', () => {
  const until = '2027-02-07T05:00:00Z'
  expect(load('2027-02-07T04:59:59Z', { until }).looksAgainAfterMs).toBe(1000)
  expect(load('2027-02-06T00:00:00Z', { until }).looksAgainAfterMs).toBe(15_000)
  expect(load('2027-02-08T00:00:00Z', { until }).looksAgainAfterMs).toBe(15_000)
})

test('the policy allows this script by its hash, and no other', () => {
  const hash = createHash('sha256').update(timedContentScript).digest('base64')
  const policy = contentSecurityPolicy(timedContentScript)
  expect(policy).toContain(`script-src 'sha256-${hash}';`)
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
})

test('the script takes less than the 1 kB that a page may spend on script', () => {
  expect(Buffer.byteLength(timedContentScript)).toBeLessThan(1024)
})
