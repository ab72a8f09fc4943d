import { dateInWords, momentInWords } from '#domain/day-in-words.ts'
import { describeFault } from '#domain/typed.ts'
import { readDate } from '#domain/typed-date.ts'
import { readMoment } from '#domain/typed-moment.ts'
import type { TypedDay } from '#renderer/preview-contract.ts'

/** Reads a day, or a day and a time by the clinic's clock, as the Studio's forms do: “March 9”, “next Tuesday 7 pm”. */
export function readDay(text: string, zone: string, now: Temporal.Instant): TypedDay {
  const rules = { now, zone, direction: 'ahead', dayMeans: 'start' } as const
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const day = readDate(text, today, 'ahead')
  if ('value' in day) return { at: day.value, words: dateInWords(day.value, today) }
  const moment = readMoment(text, rules)
  if ('fault' in moment) return { fault: describeFault(text.trim(), moment) }
  return { at: moment.value, words: momentInWords(moment.value, rules, 'the clinic’s clock') }
}
