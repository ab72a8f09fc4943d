import {
  dateInZone,
  formatDate,
  formatTimeOfDay,
  parseDate,
  parseTimeOfDay,
  startOfDay,
} from './clinic-time.ts'
import { isInstant } from './iso-time.ts'
import { NotUnderstood, quoted, type Typed, understand } from './typed.ts'
import { type Direction, findDate, readDate } from './typed-date.ts'
import { readTimeOfDay } from './typed-time.ts'

/** What a date without a time means: the first moment of the day, or its last (the first of the next). */
export type DayMeans = 'start' | 'end'

export interface MomentRules {
  readonly now: Temporal.Instant
  /** The clinic's IANA time zone: its clock is meant, whatever the computer's. */
  readonly zone: string
  readonly direction: Direction
  readonly dayMeans: DayMeans
}

/**
 * The moment (an ISO instant, as Sanity stores a datetime) that somebody typed by the clinic's clock: “12/1/2026 6 pm”,
 * “noon tomorrow”, “end of Friday”, or a date alone.
 */
export function readMoment(text: string, rules: MomentRules): Typed<string> {
  const given = text.trim()
  // As it is stored: what the site takes for an instant is one here too.
  if (isInstant(given)) return { value: given }
  return understand(() => {
    const words = given.replace(/,/g, ' ').split(/\s+/)
    return stored(findEdge(words, rules) ?? findDateWithTime(words, rules) ?? getDate(given, rules))
  })
}

/**
 * A date alone, as `readDate` reads it. The fault of a text with a time of day says where that goes: under `timeField`, a
 * title; null where the form has no field for it.
 */
export function readDay(
  text: string,
  today: Temporal.PlainDate,
  direction: Direction,
  timeField: string | null,
): Typed<string> {
  const date = readDate(text, today, direction)
  if ('value' in date) return date
  const zone = 'UTC'
  const now = today.toZonedDateTime(zone).toInstant()
  const moment = readMoment(text, { now, zone, direction, dayMeans: 'start' })
  const { day, time } = 'value' in moment ? clockAt(moment.value, zone, 'start') : { day: null, time: null }
  if (!day || !time) return date
  const rest = timeField ? ` The time, ${formatTimeOfDay(time)}, goes under “${timeField}”.` : ''
  return { fault: `Only the day goes here: ${formatDate(day)}.${rest}` }
}

/** The moment as its field shows it, in words that `readMoment` understands: “December 1, 2026, 6 PM”. */
export function writeMoment(value: string, zone: string, dayMeans: DayMeans): string {
  const { day, time } = clockAt(value, zone, dayMeans)
  return time ? `${formatDate(day)}, ${formatTimeOfDay(time)}` : `${dayMeans} of ${formatDate(day)}`
}

/** What the clinic's clock shows at the moment: a day and a time, or no time where it is the start or end of that day. */
export function clockAt(
  value: string,
  zone: string,
  dayMeans: DayMeans,
): { day: string; time: string | null } {
  const instant = Temporal.Instant.from(value)
  const day = dateInZone(instant, zone)
  if (startOfDay(day, zone).equals(instant)) {
    return { day: dayMeans === 'start' ? day : parseDate(day).subtract({ days: 1 }).toString(), time: null }
  }
  return { day, time: instant.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' }) }
}

/** “end of December 1”, “Friday end of day” */
function findEdge(words: readonly string[], rules: MomentRules): Temporal.Instant | null {
  const { before, leading, trailing, after } =
    /^(?:(?<leading>start|beginning|end) of (?<after>.+)|(?<before>.+?) (?:at )?(?:the )?(?<trailing>start|beginning|end) of (?:the )?day)$/i.exec(
      words.join(' '),
    )?.groups ?? {}
  const date = after ?? before
  if (!date) return null
  const isEnd = (leading ?? trailing)?.toLowerCase() === 'end'
  return edgeOf(getDay(date.replace(/^(?:the )?day /i, ''), rules), isEnd ? 'end' : 'start', rules)
}

/** A date and a time, in either order; null where the words hold no time. */
function findDateWithTime(words: readonly string[], rules: MomentRules): Temporal.Instant | null {
  const found = new Map<string, Temporal.Instant>()
  const faults: string[] = []
  for (const [dateWords, timeWords] of splits(words)) {
    const date = readDate(dateWords, todayOf(rules), rules.direction)
    const time = readTimeOfDay(timeWords)
    if ('value' in date && 'value' in time) {
      const instant = momentOf(date.value, time.value, timeWords, rules)
      found.set(instant.toString(), instant)
    } else if ('value' in time && 'fault' in date) faults.unshift(date.fault)
    else if ('value' in date && 'fault' in time) faults.push(time.fault)
  }
  const [moment, other] = found.values()
  if (moment && !other) return moment
  const given = words.join(' ')
  if (moment) throw new NotUnderstood(`${quoted(given)} has two meanings. Write it like ${example(rules)}.`)
  if ('value' in readTimeOfDay(given)) throw new NotUnderstood(`Which day? Write it like ${example(rules)}.`)
  const [fault] = faults
  if (fault && 'fault' in readDate(given, todayOf(rules), rules.direction)) throw new NotUnderstood(fault)
  return null
}

/** Every way to part the words into those of a date and those of a time: the most words for the date first. */
function splits(words: readonly string[]): [date: string, time: string][] {
  // “2026-12-01T18:00”, as a computer writes it.
  const [, isoDate, isoTime] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::00)?$/i.exec(words.join(' ')) ?? []
  if (isoDate && isoTime) return [[isoDate, isoTime]]
  // No moment has more words: a text that was pasted here by mistake may have thousands.
  if (words.length > 12) return []
  const places = words.map((_, place) => place).slice(1)
  const part = (from: number, until?: number) => words.slice(from, until).join(' ')
  return places.toReversed().flatMap(place => [
    [part(0, place), part(place).replace(/^at /i, '')],
    [part(words.length - place), part(0, words.length - place)],
  ])
}

function getDate(given: string, rules: MomentRules): Temporal.Instant {
  const date = findDate(given, todayOf(rules), rules.direction)
  if (date) return edgeOf(date, rules.dayMeans, rules)
  throw new NotUnderstood(`${quoted(given)} is not a date and time. Write it like ${example(rules)}.`)
}

function getDay(words: string, rules: MomentRules): string {
  const date = readDate(words, todayOf(rules), rules.direction)
  if ('value' in date) return date.value
  throw new NotUnderstood(date.fault)
}

function edgeOf(date: string, edge: DayMeans, { zone }: MomentRules): Temporal.Instant {
  const day = parseDate(date)
  return startOfDay((edge === 'start' ? day : day.add({ days: 1 })).toString(), zone)
}

function momentOf(date: string, time: string, words: string, { zone }: MomentRules): Temporal.Instant {
  if (/midnight/i.test(words)) {
    const day = formatDate(date)
    throw new NotUnderstood(`Midnight before or after the day? Write “start of ${day}” or “end of ${day}”.`)
  }
  const clock = parseDate(date).toZonedDateTime({ timeZone: zone, plainTime: parseTimeOfDay(time) })
  // Before standard time, zones are off by seconds, which no clock time says.
  if (clock.offsetNanoseconds % 60_000_000_000 !== 0) {
    throw new NotUnderstood(`The year ${clock.year} had no standard time. Write a later year.`)
  }
  if (clock.toPlainTime().equals(parseTimeOfDay(time))) return clock.toInstant()
  throw new NotUnderstood(
    `On ${formatDate(date)} the clock is put forward: there is no ${formatTimeOfDay(time)}. Write another time.`,
  )
}

function stored(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' })
}

function todayOf({ now, zone }: MomentRules): Temporal.PlainDate {
  return parseDate(dateInZone(now, zone))
}

function example(rules: MomentRules): string {
  return `${formatDate(todayOf(rules).toString())}, 6 PM`
}
