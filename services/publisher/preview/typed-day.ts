import { dateInWords, momentInWords } from '#domain/day-in-words.ts'
import { faultOf } from '#domain/typed.ts'
import { readDate } from '#domain/typed-date.ts'
import { readMoment } from '#domain/typed-moment.ts'
import { AskedInstantError, parseAskedInstant } from './asked-instant.ts'

/** What `?at=` is to be for the day that somebody typed, and that day in words; or why it is not understood. */
export type TypedDay = { at: string; words: string } | { fault: string }

/** Reads a day, or a day and a time by the clinic's clock, as the Studio's forms do: “March 9”, “next Tuesday 7 pm”. */
export function readTypedDay(text: string, zone: string, now: Temporal.Instant): TypedDay {
  const rules = { now, zone, direction: 'ahead', dayMeans: 'start' } as const
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const day = readDate(text, today, 'ahead')
  if ('value' in day) return withinReach(day.value, dateInWords(day.value, today), zone)
  const moment = readMoment(text, rules)
  if ('fault' in moment) return { fault: faultOf(text.trim(), moment) }
  return withinReach(moment.value, momentInWords(moment.value, rules, 'the clinic’s clock'), zone)
}

function withinReach(at: string, words: string, zone: string): TypedDay {
  try {
    parseAskedInstant(at, zone)
    return { at, words }
  } catch (error) {
    if (error instanceof AskedInstantError) return { fault: error.message }
    throw error
  }
}
