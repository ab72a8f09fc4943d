import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSeed } from './parse-seed.ts'

const ndjson = [
  { _id: 'siteSettings', _type: 'siteSettings', timeZone: 'America/New_York' },
  { _id: 'past', _type: 'article', publishedAt: '2026-11-28T14:00:00.000Z', lastReviewed: '2025-12-24' },
  { _id: 'first', _type: 'announcement', startDate: '2027-02-06', showFrom: '2027-04-11T12:00:00.000Z' },
  { _id: 'words', _type: 'page', title: 'On 2027-01-01', summary: 'The “2027-01-01” or "2027-01-01"' },
]
  .map(document => `${JSON.stringify(document)}\n`)
  .join('')

function seedAt(now: string) {
  const [, past, first, words] = parseSeed(ndjson, Temporal.Instant.from(now))
  return { past, first, words }
}

test('on the day of writing, every date is as it is written', () => {
  expect(parseSeed(ndjson, Temporal.Instant.from('2026-11-29T17:00:00Z'))).toEqual(
    ndjson
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line)),
  )
})

test('what lies behind follows by whole weeks, at the same time of day in summer too', () => {
  const { past } = seedAt('2027-06-01T17:00:00Z')
  expect(past).toMatchObject({ publishedAt: '2027-05-29T13:00:00.000Z', lastReviewed: '2026-06-24' })
})

test('what lies ahead stays until the first of it is less than three days ahead, then moves as one', () => {
  expect(seedAt('2027-02-03T17:00:00Z').first).toMatchObject({ startDate: '2027-02-06' })
  expect(seedAt('2027-02-04T17:00:00Z').first).toMatchObject({
    startDate: '2027-02-13',
    showFrom: '2027-04-18T12:00:00.000Z',
  })
})

test('the clinic’s clock, not UTC, says which day it is', () => {
  expect(seedAt('2027-02-04T03:00:00Z').first).toMatchObject({ startDate: '2027-02-06' })
})

test('a date inside of a sentence is left alone', () => {
  expect(seedAt('2030-01-01T17:00:00Z').words).toMatchObject({
    title: 'On 2027-01-01',
    summary: 'The “2027-01-01” or "2027-01-01"',
  })
})

test('what lay ahead lies ahead on its weekday, and what lay behind lies behind, whenever the seed is loaded', () => {
  const anyInstant = fc
    .date({ min: new Date('2025-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map(date => Temporal.Instant.fromEpochMilliseconds(date.getTime()))
  fc.assert(
    fc.property(anyInstant, now => {
      const { past, first } = seedAt(now.toString())
      const today = now.toZonedDateTimeISO('America/New_York').toPlainDate()
      const start = Temporal.PlainDate.from(String(first?.startDate))
      expect(start.dayOfWeek).toBe(6)
      expect(today.until(start).days).toBeGreaterThanOrEqual(3)
      expect(Temporal.PlainDate.compare(String(past?.lastReviewed), today)).toBe(-1)
      expect(Temporal.Instant.compare(String(past?.publishedAt), now)).toBe(-1)
    }),
  )
})

test('a seed without settings is refused', () => {
  expect(() => parseSeed('{"_id":"a","_type":"page"}', Temporal.Now.instant())).toThrow()
})
