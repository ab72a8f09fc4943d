import { describe, expect, test } from 'vitest'
import { readDoi } from './doi.ts'
import { readPhoneNumber } from './phone-number.ts'
import { readDate } from './typed-date.ts'
import { readHours } from './typed-hours.ts'
import { readMoment } from './typed-moment.ts'
import { readWholeNumber } from './typed-number.ts'
import { readTimeOfDay } from './typed-time.ts'

/*
 * The ways in which people write dates, times, moments, hours and numbers, and what each is understood as. “?” stands
 * before what is asked for where a text is not understood.
 */

/** A Saturday, 10 AM in New York. */
const now = Temporal.Instant.from('2026-11-28T15:00:00Z')
const today = Temporal.PlainDate.from('2026-11-28')
const zone = 'America/New_York'

/** Each line: what is typed, two spaces or more, what is understood. */
function ways(table: string): [text: string, meaning: string][] {
  return table
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
    .map(line => {
      const [text = '', meaning = ''] = line.split(/ {2,}/)
      return [text, meaning]
    })
}

function expectMeaning(reading: { value: unknown } | { fault: string }, meaning: string): void {
  if (!meaning.startsWith('? ')) expect(reading).toEqual({ value: meaning })
  else expect('fault' in reading ? reading.fault : reading.value).toContain(meaning.slice(2))
}

describe('dates', () => {
  test.each(
    ways(`
      3/9/2027                    2027-03-09
      03/09/2027                  2027-03-09
      3/9/27                      2027-03-09
      03-09-27                    2027-03-09
      3-9-2027                    2027-03-09
      3.9.2027                    2027-03-09
      3 9 2027                    2027-03-09
      3/9                         2027-03-09
      3-9                         2027-03-09
      12/1                        2026-12-01
      11/28                       2026-11-28
      11/27                       2027-11-27
      2027-03-09                  2027-03-09
      2027/3/9                    2027-03-09
      March 9th 2027              2027-03-09
      March 9, 2027               2027-03-09
      March 9th, 2027.            2027-03-09
      MARCH 9 2027                2027-03-09
      march 9                     2027-03-09
      Mar 9                       2027-03-09
      mar. 9th                    2027-03-09
      Mar9                        2027-03-09
      March 09, 2027              2027-03-09
      March 9 '27                 2027-03-09
      March 9, ’27                2027-03-09
      9 March 2027                2027-03-09
      9 mar                       2027-03-09
      9mar2027                    2027-03-09
      9-Mar-2027                  2027-03-09
      9th of March 2027           2027-03-09
      the 9th of March            2027-03-09
      2027 March 9                2027-03-09
      Sept 9                      2027-09-09
      sep 9 27                    2027-09-09
      December 1                  2026-12-01
      Nov 28                      2026-11-28
      January 5                   2027-01-05
      Tuesday March 9             2027-03-09
      Tuesday, March 9, 2027      2027-03-09
      Tue, Mar 9                  2027-03-09
      tues 3/9/2027               2027-03-09
      March 9, Tuesday            2027-03-09
      Tuesday                     2026-12-01
      on Tuesday                  2026-12-01
      thurs                       2026-12-03
      this Tuesday                2026-12-01
      next Tuesday                2026-12-01
      next Saturday               2026-12-05
      Tuesday next week           2026-12-01
      last Tuesday                2026-11-24
      today                       2026-11-28
      Tomorrow                    2026-11-29
      yesterday                   2026-11-27
      the day after tomorrow      2026-11-30
      in two weeks                2026-12-12
      in 2 weeks                  2026-12-12
      in a week                   2026-12-05
      in 10 days                  2026-12-08
      in a month                  2026-12-28
      in three months             2027-02-28
      two weeks from now          2026-12-12
      a week from Tuesday         2026-12-08
      a week from tomorrow        2026-12-06
      3 days ago                  2026-11-25
      the 9th                     2026-12-09
      31st                        2026-12-31
      February 29                 2028-02-29
      2/29/2028                   2028-02-29
      ３/９/２０２７                  2027-03-09
      March 9, 1927               1927-03-09
      February 30, 2027           ? There is no February 30 in 2027: the month ends on February 28.
      2/30/2027                   ? There is no February 30 in 2027
      2/29/2027                   ? There is no February 29 in 2027
      February 30                 ? There is no February 30.
      3/0/2027                    ? There is no March 0
      0000-03-03                  ? “0000-03-03” is not a date
      13/5/2027                   ? There is no month 13. The month comes first: 5/13.
      32/32/2027                  ? There is no month 32.
      Monday March 9, 2027        ? March 9, 2027 is a Tuesday, not a Monday.
      Saturday                    ? Today is a Saturday. Write “today” or “next Saturday”.
      March 2027                  ? Which day of the month? Write it like March 9, 2027.
      March                       ? Which day of the month?
      next week                   ? Which day?
      this month                  ? Which day?
      soon                        ? “soon” is not a date. Write it like November 28, 2026 or 11/28/2026.
      TBD                         ? is not a date
      9                           ? is not a date
      2027                        ? is not a date
      20270309                    ? is not a date
      3/9/227                     ? is not a date
      March 9 20277               ? is not a date
      March 9 or 10               ? is not a date
      March 9 - March 12          ? is not a date
      not 3/9/2027                ? is not a date
      3/9/2027 or so              ? is not a date
      March 9 2027 please         ? is not a date
      3/9/2027 6 pm               ? is not a date
      3-9/2027                    ? is not a date
      two weeks                   ? is not a date
      Tuesday and Thursday        ? is not a date
      Tuesday Wednesday           ? is not a date
      Ma 9                        ? is not a date
      Thanksgiving                ? is not a date
    `),
  )('“%s” → %s', (text, meaning) => expectMeaning(readDate(text, today, 'ahead'), meaning))

  test.each(
    ways(`
      November 2                  2026-11-02
      Nov 28                      2026-11-28
      12/1                        2025-12-01
      Tuesday                     2026-11-24
      the 9th                     2026-11-09
      Saturday                    ? Write “today” or “last Saturday”.
    `),
  )('of days that have been, “%s” → %s', (text, meaning) =>
    expectMeaning(readDate(text, today, 'back'), meaning),
  )
})

describe('times of day', () => {
  test.each(
    ways(`
      6 PM                        18:00
      6pm                         18:00
      6 p                         18:00
      6 P.M.                      18:00
      6:30 p.m.                   18:30
      6.30 pm                     18:30
      630pm                       18:30
      9:05 am                     09:05
      12 AM                       00:00
      12 pm                       12:00
      noon                        12:00
      12 noon                     12:00
      midnight                    00:00
      18:00                       18:00
      09:05                       09:05
      0:30                        00:30
      18h30                       18:30
      6 in the evening            18:00
      9 in the morning            09:00
      7 o'clock at night          19:00
      6                           ? “6” may be morning or evening. Write 6 AM or 6 PM.
      9:05                        ? Write 9:05 AM or 9:05 PM.
      6 o’clock                   ? may be morning or evening
      12                          ? Write midnight or noon.
      18                          ? is not a time of day
      1800                        ? is not a time of day
      25:00                       ? is not a time of day
      24:00                       ? is not a time of day
      13 PM                       ? is not a time of day
      6:75 PM                     ? is not a time of day
      March 9, 6 PM               ? is more than a time of day. Write 6 PM alone.
      6:30 pm on Friday           ? is more than a time of day. Write 6:30 pm alone.
      9 AM, 5 PM                  ? is not a time of day
      evening                     ? is not a time of day. Write it with AM or PM, like 6 PM or 9:30 AM.
    `),
  )('“%s” → %s', (text, meaning) => expectMeaning(readTimeOfDay(text), meaning))
})

describe('moments, by the clinic’s clock', () => {
  const rules = { now, zone, direction: 'ahead' } as const
  test.each(
    ways(`
      12/1/2026 6 pm              2026-12-01T23:00:00.000Z
      12/1/2026, 6:00 PM          2026-12-01T23:00:00.000Z
      12/1 6pm                    2026-12-01T23:00:00.000Z
      December 1, 2026, 6 PM      2026-12-01T23:00:00.000Z
      Dec 1 at 6:30pm             2026-12-01T23:30:00.000Z
      Dec 1 18:00                 2026-12-01T23:00:00.000Z
      6 PM on December 1          2026-12-01T23:00:00.000Z
      Tuesday at 6 pm             2026-12-01T23:00:00.000Z
      noon tomorrow               2026-11-29T17:00:00.000Z
      tomorrow at noon            2026-11-29T17:00:00.000Z
      in two weeks at 6pm         2026-12-12T23:00:00.000Z
      July 4, 2027 9 am           2027-07-04T13:00:00.000Z
      2026-12-01T18:00            2026-12-01T23:00:00.000Z
      2026-12-01 18:00            2026-12-01T23:00:00.000Z
      2026-12-01T23:00:00Z        2026-12-01T23:00:00Z
      12/1/2026                   2026-12-02T05:00:00.000Z
      Friday                      2026-12-05T05:00:00.000Z
      end of Friday               2026-12-05T05:00:00.000Z
      Friday, end of day          2026-12-05T05:00:00.000Z
      start of December 1         2026-12-01T05:00:00.000Z
      11/7/2027 1:30 am           2027-11-07T05:30:00.000Z
      3/14/2027 2:30 am           ? On March 14, 2027 the clock is put forward: there is no 2:30 AM.
      Dec 1 at 6                  ? “6” may be morning or evening.
      Dec 1 midnight              ? Write “start of December 1, 2026” or “end of December 1, 2026”.
      February 30, 2027 6 pm      ? There is no February 30 in 2027
      Monday March 9 2027 6pm     ? March 9, 2027 is a Tuesday
      Friday evening              ? is not a time of day
      6 pm                        ? Which day? Write it like November 28, 2026, 6 PM.
      soon                        ? “soon” is not a date and time.
      12/1/2026 6 pm EST          ? is not a
    `),
  )('“%s” → %s', (text, meaning) => expectMeaning(readMoment(text, { ...rules, dayMeans: 'end' }), meaning))

  test('a whole text that is pasted is refused at once, in a line', () => {
    const reading = readMoment('Tuesday 6 pm and so on '.repeat(2000), { ...rules, dayMeans: 'end' })
    expect('fault' in reading && reading.fault.length).toBeLessThan(150)
  })

  test('a date alone is the start of its day where something begins', () => {
    expect(readMoment('12/1/2026', { ...rules, dayMeans: 'start' })).toEqual({
      value: '2026-12-01T05:00:00.000Z',
    })
  })
})

describe('hours', () => {
  test.each(
    ways(`
      9 to 5:30                   09:00-17:30
      9-5                         09:00-17:00
      9 – 5                       09:00-17:00
      from 9 to 5                 09:00-17:00
      9 till 5                    09:00-17:00
      9am-5pm                     09:00-17:00
      9-5pm                       09:00-17:00
      9:00 AM - 5:30 PM           09:00-17:30
      9 AM to noon                09:00-12:00
      9-12                        09:00-12:00
      9:00-17:00                  09:00-17:00
      09:00 - 17:30               09:00-17:30
      9 to 17                     09:00-17:00
      7 to 3                      07:00-15:00
      10:30-2:30                  10:30-14:30
      1-5                         13:00-17:00
      12-4                        12:00-16:00
      5 to 9                      17:00-21:00
      8 to 11                     ? may be morning or evening
      6-8                         ? may be morning or evening
      8-11pm                      ? may be morning or evening
      closed                      ? Days that are not listed are closed
      9-12, 1-5                   ? One stretch in a row
      9 to 12 and 1 to 5          ? One stretch in a row
      5pm-9am                     ? does not say from when to when
      24 hours                    ? does not say from when to when
      9                           ? does not say from when to when
      by appointment              ? does not say from when to when
    `),
  )('“%s” → %s', (text, meaning) => {
    const reading = readHours(text)
    const joined = 'value' in reading ? { value: `${reading.value.opens}-${reading.value.closes}` } : reading
    expectMeaning(joined, meaning)
  })
})

describe('phone numbers', () => {
  test.each(
    ways(`
      (216) 555-0142              +12165550142
      216-555-0142                +12165550142
      216.555.0142                +12165550142
      216 555 0142                +12165550142
      2165550142                  +12165550142
      1-216-555-0142              +12165550142
      +1 216 555 0142             +12165550142
      +12165550142                +12165550142
      +44 20 7946 0958            +442079460958
      555-0142                    ? is not a phone number. Write it with its area code
      call (216) 555-0142         ? is not a phone number
      (216) 555-0142 x5           ? is not a phone number
      1-800-FLOWERS               ? is not a phone number
    `),
  )('“%s” → %s', (text, meaning) => expectMeaning(readPhoneNumber(text), meaning))
})

describe('DOIs', () => {
  test.each(
    ways(`
      10.1176/appi.ajp.2020.1                             10.1176/appi.ajp.2020.1
      https://doi.org/10.1176/appi.ajp.2020.1             10.1176/appi.ajp.2020.1
      http://dx.doi.org/10.1176/appi.ajp.2020.1           10.1176/appi.ajp.2020.1
      doi.org/10.1176/appi.ajp.2020.1.                    10.1176/appi.ajp.2020.1
      doi:10.1176/appi.ajp.2020.1                         10.1176/appi.ajp.2020.1
      DOI: 10.1176/appi.ajp.2020.1                        10.1176/appi.ajp.2020.1
      https://psychiatryonline.org/doi/full/10.1176/a?x   10.1176/a
      https://doi.org/10.1002/a%3C1%3E                    10.1002/a<1>
      https://jamanetwork.com/journals/1                  ? is not a DOI. Copy it from the article
      11.1176/a                                           ? is not a DOI
    `),
  )('“%s” → %s', (text, meaning) => expectMeaning(readDoi(text), meaning))
})

describe('whole numbers', () => {
  test.each(
    ways(`
      12                          12
      012                         12
      1,200                       1200
      twelve                      12
      12 months                   12
      1 month                     1
      -3                          -3
      12.5                        ? “12.5” is not a whole number. Write it in digits, like 12.
      1,20                        ? is not a whole number
      1e3                         ? is not a whole number
      12 weeks                    ? is not a whole number
      about 12                    ? is not a whole number
      99999999999999999999        ? is not a whole number
    `),
  )('“%s” → %s', (text, meaning) => {
    const reading = readWholeNumber(text, 'month')
    expectMeaning('value' in reading ? { value: String(reading.value) } : reading, meaning)
  })
})
