import { formatDate, formatTimeOfDay } from '#domain/clinic-time.ts'
import { dateInWords, momentInWords, questionOfDay } from '#domain/day-in-words.ts'
import { readDoi } from '#domain/doi.ts'
import { isDate, isInstant } from '#domain/iso-time.ts'
import { formatPhoneNumber, isPhoneNumber, readPhoneNumber } from '#domain/phone-number.ts'
import { findState, readState } from '#domain/states.ts'
import type { Typed } from '#domain/typed.ts'
import type { Direction } from '#domain/typed-date.ts'
import { clockAt, type MomentRules, readDay, readMoment, writeMoment } from '#domain/typed-moment.ts'
import { readWholeNumber } from '#domain/typed-number.ts'
import { readTimeOfDay } from '#domain/typed-time.ts'
import { doiPattern, timeOfDayPattern } from '#domain/vocabulary.ts'

/** How one kind of value is typed, stored, shown and read back. */
export interface Entry<Value extends string | number> {
  /** What the empty field shows. */
  readonly placeholder: string
  read(text: string): Typed<Value>
  /** Whether the site takes what is stored for a value. */
  isValue(stored: string | number): stored is Value
  /** The value as the field shows it: `read` understands it. */
  write(value: Value): string
  /** The value in words, so that staff see how their entry was read; null where words add nothing. */
  words(value: Value): string | null
  /** What to ask of a value that is unusual; null for any other. */
  question(value: Value): string | null
  /** What is stored of a text that is not understood, so that the rules of the schema mark it as an error. */
  keep(text: string): string | undefined
}

const text = {
  isValue: (stored: string | number): stored is string => typeof stored === 'string',
  write: (value: string) => value,
  words: () => null,
  question: () => null,
  keep: (typed: string) => typed,
}

/** `timeField`: the title of the field that has the time of day. */
export function dateEntry(
  today: Temporal.PlainDate,
  direction: Direction,
  timeField: string | null = null,
): Entry<string> {
  return {
    ...text,
    placeholder: 'For example March 9 or 3/9',
    read: typed => readDay(typed, today, direction, timeField),
    isValue: (stored): stored is string => typeof stored === 'string' && isDate(stored),
    write: formatDate,
    words: date => dateInWords(date, today),
    question: date => questionOfDay(date, today, direction),
  }
}

/** `clock`: the name of the time zone in which moments are read back. */
export function momentEntry(rules: MomentRules, clock = 'the clinic’s clock'): Entry<string> {
  const { now, zone, dayMeans } = rules
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  return {
    ...text,
    placeholder: 'For example March 9, 6 PM',
    read: typed => readMoment(typed, rules),
    isValue: (stored): stored is string => typeof stored === 'string' && isInstant(stored),
    write: value => writeMoment(value, zone, dayMeans),
    words: value => momentInWords(value, rules, clock),
    // What begins may have begun long ago; an end is written for what is to come.
    question: value =>
      questionOfDay(clockAt(value, zone, dayMeans).day, today, dayMeans === 'end' ? 'ahead' : 'either'),
  }
}

export const timeEntry: Entry<string> = {
  ...text,
  placeholder: 'For example 6 PM',
  read: readTimeOfDay,
  isValue: (stored): stored is string => typeof stored === 'string' && timeOfDayPattern.test(stored),
  write: formatTimeOfDay,
  words: formatTimeOfDay,
}

export const phoneEntry: Entry<string> = {
  ...text,
  placeholder: 'For example (216) 555-0142',
  read: readPhoneNumber,
  isValue: (stored): stored is string => typeof stored === 'string' && isPhoneNumber(stored),
  write: formatPhoneNumber,
  words: formatPhoneNumber,
}

export const stateEntry: Entry<string> = {
  ...text,
  placeholder: 'For example OH or Ohio',
  read: readState,
  isValue: (stored): stored is string => typeof stored === 'string' && findState(stored) !== undefined,
  words: state => findState(state)?.name ?? null,
}

export const doiEntry: Entry<string> = {
  ...text,
  placeholder: 'For example 10.1001/archpsyc.63.8.856',
  read: readDoi,
  isValue: (stored): stored is string => typeof stored === 'string' && doiPattern.test(stored),
  words: doi => `Readers are led to doi.org/${doi}`,
}

export function numberEntry(unit?: string): Entry<number> {
  return {
    placeholder: 'For example 12',
    read: typed => readWholeNumber(typed, unit),
    isValue: (stored): stored is number => Number.isInteger(stored),
    write: String,
    words: () => null,
    question: () => null,
    // A field of numbers holds no text: it is left empty, and every one of them has to be filled in.
    keep: () => undefined,
  }
}
