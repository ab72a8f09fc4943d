import { createHash } from 'node:crypto'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { contentSecurityPolicy } from '#layouts/content-security-policy.ts'
import { minifyScript } from '#scripts/inline-script.ts'

const pageScript = await minifyScript('src/scripts/page.ts')

interface TimedElement {
  dataset: { from?: string; until?: string; week?: string }
  hidden: boolean
}

/** What the script of an open page is given: elements bound to time, and the stretches of a week in a zone. */
interface Page {
  timed?: TimedElement[]
  zone?: { dataset: { zone: string }; querySelectorAll: (selector: string) => TimedElement[] }
}

/** Runs the script of the page at an instant, with these elements on the page; answers which it hides. */
function runAt(instant: string, ...elements: TimedElement['dataset'][]): boolean[] {
  return load(instant, ...elements).hidden()
}

function load(instant: string, ...elements: TimedElement['dataset'][]) {
  const timed = elements.map(dataset => ({ dataset, hidden: false }))
  const looksAgainAfterMs = run(instant, { timed })
  return { hidden: () => timed.map(({ hidden }) => hidden), looksAgainAfterMs }
}

/** Which of these stretches of a week the page shows at an instant, in a zone. */
function stretchesShownAt(instant: string, zone: string, ...weeks: string[]): string[] {
  return shownBeside([], instant, zone, weeks)
}

/** The same, beside elements in the zone that are bound to instants. */
function shownBeside(timed: TimedElement[], instant: string, zone: string, weeks: string[]): string[] {
  const stretches = weeks.map(week => ({ dataset: { week }, hidden: true }))
  const querySelectorAll = (selector: string) =>
    selector === '[data-week]' ? stretches : timed.filter(({ hidden }) => !hidden)
  run(instant, { timed, zone: { dataset: { zone }, querySelectorAll } })
  return stretches.filter(({ hidden }) => !hidden).map(({ dataset }) => dataset.week)
}

function run(instant: string, { timed = [], zone }: Page): number | undefined {
  const waitsMs: number[] = []
  runInNewContext(pageScript, {
    Date: class extends Date {
      static override now() {
        return Date.parse(instant)
      }
    },
    document: {
      querySelectorAll: (selector: string) =>
        selector === '[data-zone]' ? [zone].flatMap(x => x ?? []) : timed,
      getElementById: () => null,
    },
    addEventListener: () => {},
    setTimeout: (_: unknown, delayMs: number) => waitsMs.push(delayMs),
    clearTimeout: () => {},
  })
  return waitsMs.at(-1)
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

test('the stretch of the week that holds by the clinic’s clock is shown, in summer and in winter', () => {
  const week = ['0-0', '0-1980', '1980-2520', '2520-10080']
  const shown = (instant: string) => stretchesShownAt(instant, 'America/New_York', ...week)
  // Monday 9:00 to 18:00 in Ohio: 1440 + 540 to 1440 + 1080.
  expect(shown('2026-11-23T13:59:59Z')).toEqual(['0-1980'])
  expect(shown('2026-11-23T14:00:00Z')).toEqual(['1980-2520'])
  expect(shown('2026-11-23T23:00:00Z')).toEqual(['2520-10080'])
  expect(shown('2026-07-06T13:00:00Z')).toEqual(['1980-2520'])
  expect(shown('2026-07-06T12:59:59Z')).toEqual(['0-1980'])
  expect(shown('2026-11-29T04:59:00Z')).toEqual(['2520-10080'])
  expect(shown('2026-11-29T05:00:00Z')).toEqual(['0-1980'])
})

test('a day that differs is shown in place of the week, and the week again once it is over', () => {
  const bounds = { from: '2026-11-26T05:00:00Z', until: '2026-11-27T05:00:00Z' }
  const shown = (instant: string) => {
    const holiday = { dataset: bounds, hidden: true }
    const week = shownBeside([holiday], instant, 'America/New_York', ['0-10080'])
    return [!holiday.hidden, week.length > 0]
  }
  expect(shown('2026-11-26T04:59:59Z')).toEqual([false, true])
  expect(shown('2026-11-26T05:00:00Z')).toEqual([true, false])
  expect(shown('2026-11-27T05:00:00Z')).toEqual([false, true])
})

test('the policy allows this script by its hash, and no other', () => {
  const hash = createHash('sha256').update(pageScript).digest('base64')
  const policy = contentSecurityPolicy(pageScript, '')
  expect(policy).toContain(`script-src 'sha256-${hash}';`)
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
})

test('the script takes less than the 1 kB that a page may spend on script', () => {
  expect(Buffer.byteLength(pageScript)).toBeLessThan(1024)
})
