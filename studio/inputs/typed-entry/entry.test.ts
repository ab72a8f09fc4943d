import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { announcementSentence } from '#domain/announcements.ts'
import { parseDate } from '#domain/clinic-time.ts'
import { isInstant } from '#domain/iso-time.ts'
import { isPhoneNumber } from '#domain/phone-number.ts'
import { contracts } from '#sanity/contracts.ts'
import { dateOrFault, momentOrFault, timeOrFault } from '#studio/schemaTypes/rules.ts'
import { anyCharacter } from '#tests/fixtures/any-character.ts'
import { english } from '#words/english.ts'
import { dateEntry, doiEntry, type Entry, momentEntry, numberEntry, phoneEntry, timeEntry } from './entry.ts'

const zone = 'America/New_York'
const now = Temporal.Instant.from('2026-11-28T15:00:00Z')
const today = Temporal.PlainDate.from('2026-11-28')
const moments = momentEntry({ now, zone, direction: 'ahead', dayMeans: 'end' })

/** Words that dates and times are typed with, and anything else a keyboard can produce. */
const word = fc.constantFrom(
  ...'3 9 12 30 31 2027 27 1027 0000 3/9 3/9/2027 2/30 03-09-27 2027-03-09 March mar. Feb 9th 31st Tuesday tue Monday'.split(
    ' ',
  ),
  ...'today tomorrow next last this in two a weeks month years from now ago of the on at end start day'.split(
    ' ',
  ),
  ...'6 6pm 6:30 18:00 noon midnight AM PM p.m. - – to soon , . / T Z +1 (216) 555-0142 10.1001/x doi: %'.split(
    ' ',
  ),
  '2026-12-01T18:00:00Z',
  '999 years',
)
const typedText = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 6 }).map(words => words.join(' ')),
  fc.array(word, { minLength: 1, maxLength: 4 }).map(words => words.join('')),
  fc.string({ unit: anyCharacter, maxLength: 20 }),
)

/** What the form shows and stores of a text, and that the site takes it exactly where the form does. */
function expectAgreement<Value extends string | number>(
  entry: Entry<Value>,
  text: string,
  isTaken: (stored: Value | string) => boolean,
): Value | null {
  const reading = entry.read(text)
  if ('fault' in reading) {
    const kept = entry.keep(text.trim())
    // Nor is the text in the field read as a value when the form is opened again.
    if (kept !== undefined && kept !== '')
      expect([isTaken(kept), entry.isValue(kept)]).toEqual([false, false])
    return null
  }
  const { value } = reading
  expect([isTaken(value), entry.isValue(value)]).toEqual([true, true])
  // What is shown after the field is left means the same.
  expect(entry.read(entry.write(value))).toEqual({ value: comparable(value) })
  expect(() => [entry.words(value), entry.question(value)]).not.toThrow()
  return value
}

/** A moment is shown to the minute of the clinic's clock, whose distance from UTC had seconds before 1883. */
function comparable(value: string | number): string | number {
  if (typeof value === 'number' || !isInstant(value)) return value
  const clock = Temporal.Instant.from(value).toZonedDateTimeISO(zone)
  const minute = clock.round({ smallestUnit: 'minute', roundingMode: 'floor' }).toInstant()
  return minute.toString({ smallestUnit: 'millisecond' })
}

describe('whatever is typed, the form shows what is stored, and the site takes nothing else', () => {
  test('dates: patients read the day that the field reads back', () => {
    fc.assert(
      fc.property(typedText, text => {
        const entry = dateEntry(today, 'ahead')
        const date = expectAgreement(
          entry,
          text,
          stored => contracts.announcement.safeParse(announcement({ startDate: stored })).success,
        )
        expect(dateOrFault(text.trim()) === true).toBe(entry.isValue(text.trim()))
        if (!date) return
        const message = announcementSentence(
          { kind: 'groupStart', message: null, cancelledUntil: null, startDate: date },
          'Group',
          english.announcements,
        )
        const [, month, day] = /starts (\w+) (\d+)/.exec(message) ?? []
        expect(entry.words(date)).toContain(`, ${month} ${day}, `)
        expect(entry.words(date)).toContain(parseDate(date).toLocaleString('en-US', { weekday: 'long' }))
      }),
      { numRuns: 1000 },
    )
  })

  test('moments', () => {
    fc.assert(
      fc.property(typedText, text => {
        expectAgreement(
          moments,
          text,
          stored => contracts.announcement.safeParse(announcement({ showFrom: stored })).success,
        )
        expect(momentOrFault(text.trim()) === true).toBe(moments.isValue(text.trim()))
      }),
      { numRuns: 1000 },
    )
  })

  test('times of day', () => {
    fc.assert(
      fc.property(typedText, text => {
        expectAgreement(
          timeEntry,
          text,
          stored => contracts.announcement.safeParse(announcement({ startTime: stored })).success,
        )
        expect(timeOrFault(text.trim()) === true).toBe(timeEntry.isValue(text.trim()))
      }),
      { numRuns: 1000 },
    )
  })

  test('phone numbers, DOIs and whole numbers', () => {
    fc.assert(
      fc.property(typedText, text => {
        expectAgreement(phoneEntry, text, stored => isPhoneNumber(stored))
        expectAgreement(doiEntry, text, stored => doiEntry.isValue(stored))
        expectAgreement(numberEntry('month'), text, stored => typeof stored === 'number')
      }),
      { numRuns: 1000 },
    )
  })
})

test('every date is understood in each of the usual ways to write it', () => {
  const days = fc.integer({ min: -400, max: 40_000 }).map(offset => today.add({ days: offset }))
  const styles: ((date: Temporal.PlainDate) => string)[] = [
    ({ year, month, day }) => `${month}/${day}/${year}`,
    ({ year, month, day }) => `${day} ${name(month)} ${year}`,
    ({ year, month, day }) => `${name(month).slice(0, 3)} ${day}th, ${year}`,
    date => date.toLocaleString('en-US', { dateStyle: 'full' }),
    date => date.toString(),
  ]
  fc.assert(
    fc.property(days, fc.constantFrom(...styles), (date, write) => {
      expect(dateEntry(today, 'ahead').read(write(date))).toEqual({ value: date.toString() })
    }),
  )
})

test('a day that is over, that has yet to come or that is far off is asked about', () => {
  const ahead = dateEntry(today, 'ahead')
  const back = dateEntry(today, 'back')
  expect(ahead.words('2027-03-09')).toBe('Tuesday, March 9, 2027, in 14 weeks')
  expect(ahead.question('2027-03-09')).toBeNull()
  expect(ahead.question('2026-11-28')).toBeNull()
  expect(ahead.question('2026-11-27')).toBe('That day is over. Is the date right?')
  expect(ahead.question('2037-03-09')).toBe('That is more than a year away. Is the year right?')
  expect(ahead.question('1927-03-09')).toBe('That day is over. Is the date right?')
  expect(back.question('2024-11-27')).toBeNull()
  expect(back.question('2016-11-27')).toBe('That is more than ten years ago. Is the year right?')
  expect(back.question('2026-11-29')).toBe('That day has yet to come. Is the date right?')
})

test('of moments, only an end is asked about when it is over', () => {
  const begins = momentEntry({ now, zone, direction: 'ahead', dayMeans: 'start' })
  expect(begins.question('2026-11-20T15:00:00.000Z')).toBeNull()
  expect(begins.question('2028-11-20T15:00:00.000Z')).toContain('more than a year away')
  expect(moments.question('2026-11-20T15:00:00.000Z')).toContain('That day is over.')
})

test('a moment is read back by the clinic’s clock', () => {
  expect(moments.words('2026-12-01T23:00:00.000Z')).toBe(
    'Tuesday, December 1, 2026, at 6 PM by the clinic’s clock, in 3 days',
  )
  expect(moments.words('2026-12-02T05:00:00.000Z')).toBe(
    'The end of Tuesday, December 1, 2026, by the clinic’s clock, in 3 days',
  )
  expect(moments.write('2026-12-02T05:00:00.000Z')).toBe('end of December 1, 2026')
})

test('a date field that is given a time says under which field that goes', () => {
  const faultOf = (text: string, field: string | null) => {
    const reading = dateEntry(today, 'ahead', field).read(text)
    return 'fault' in reading ? reading.fault : null
  }
  const said = faultOf('Jan 12 at 5:30pm', 'Time of the first meeting')
  expect(said).toContain('January 12, 2027')
  expect(said).toContain('5:30 PM, goes under “Time of the first meeting”')
  expect(faultOf('Jan 12 at 5:30pm', null)).toBe('Only the day goes here: January 12, 2027.')
  expect(dateOrFault('Jan 12 at 5:30pm', 'Opens')).toContain('goes under “Opens”')
  expect(faultOf('5:30pm', 'Opens')).toContain('is not a date')
})

function name(month: number): string {
  return Temporal.PlainDate.from({ year: 2026, month, day: 1 }).toLocaleString('en-US', { month: 'long' })
}

/** A published group start that the site takes. */
function announcement(fields: Record<string, unknown>) {
  return {
    _id: 'a',
    _rev: 'r',
    _type: 'announcement',
    _createdAt: '2026-01-01T00:00:00Z',
    _updatedAt: '2026-01-01T00:00:00Z',
    kind: 'groupStart',
    urgency: 'routine',
    service: { _ref: 'service' },
    startDate: '2027-03-09',
    startTime: '18:00',
    message: null,
    link: null,
    showFrom: null,
    showUntil: null,
    cancelledUntil: null,
    place: null,
    ...fields,
  }
}
