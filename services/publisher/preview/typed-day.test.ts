import { expect, test } from 'vitest'
import { readDay } from '#src/preview/read-day.ts'
import { findShownDay } from './typed-day.ts'

const zone = 'America/New_York'
const now = Temporal.Instant.from('2026-11-29T15:00:00Z')
const read = (text: string) => findShownDay(readDay(text, zone, now), zone)

test('reads a day, and a day with a time, like the Studio’s forms', () => {
  expect(read('3/9')).toEqual({ at: '2027-03-09', words: 'Tuesday, March 9, 2027, in 14 weeks' })
  expect(read('tomorrow')).toMatchObject({ at: '2026-11-30' })
  expect(read('March 9, 7 pm')).toEqual({
    at: '2027-03-10T00:00:00.000Z',
    words: 'Tuesday, March 9, 2027, at 7 PM by the clinic’s clock, in 14 weeks',
  })
})

test('says what it cannot read, and which years it shows', () => {
  expect(read('soon')).toEqual({ fault: expect.stringContaining('“soon” is not a date') })
  expect(read('March 9, 2127')).toEqual({ fault: expect.stringContaining('the years from 2000 to 2099') })
})
