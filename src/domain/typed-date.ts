import { formatDate } from './clinic-time.ts'
import { isDate } from './iso-time.ts'
import { findNumberWord, NotUnderstood, plainText, quoted, type Typed, understand } from './typed.ts'
import { weekdays } from './vocabulary.ts'

/** Whether a field is about days to come or days that have been: by it a date without its year is understood. */
export type Direction = 'ahead' | 'back'

/**
 * The date (YYYY-MM-DD) that somebody typed as people in the United States do: “3/9/2027”, “Tuesday March 9th”,
 * “next Tuesday”, “in two weeks”. All of the text has to be understood, in one way: nothing is left out or guessed.
 */
export function readDate(text: string, today: Temporal.PlainDate, direction: Direction): Typed<string> {
  const given = text.trim()
  return understand(() => {
    const date = findDate(given, today, direction)
    if (date) return date
    const examples = `${formatDate(today.toString())} or ${numeric(today)}`
    throw new NotUnderstood(`${quoted(given)} is not a date. Write it like ${examples}.`)
  })
}

/**
 * The same, or null for a text that is nothing like a date.
 * @throws NotUnderstood for what is like one, but leaves a doubt.
 */
export function findDate(text: string, today: Temporal.PlainDate, direction: Direction): string | null {
  // As it is stored: what the site takes for a date is one here too.
  if (isDate(text.trim())) return text.trim()
  const date = findDay(wordsIn(text), { today, direction })?.toString()
  return date && isDate(date) ? date : null
}

interface Reference {
  readonly today: Temporal.PlainDate
  readonly direction: Direction
}

/** The words, numbers and dates of digits that the text consists of, without those that carry no meaning. */
function wordsIn(text: string): string[] {
  return plainText(text)
    .replace(/['’](?=\d\d$)/, '')
    .replace(/(?<=[a-z])[-/.]|[-/](?=[a-z])|[.]$|,/g, ' ')
    .replace(/(?<=[a-z])(?=\d)|(?<=\d)(?!(?:st|nd|rd|th)\b)(?=[a-z])/g, ' ')
    .split(' ')
    .filter(word => word !== '' && word !== 'the' && word !== 'of' && word !== 'on')
}

function findDay(words: readonly string[], reference: Reference): Temporal.PlainDate | null {
  const { today } = reference
  const named = words.flatMap(word => findWeekday(word) ?? [])
  const others = words.filter(word => findWeekday(word) === null)
  const [weekday, ...more] = named
  if (words.includes('from') || words.includes('ago') || words[0] === 'in')
    return findDistant(words, reference)
  if (more.length > 0) return null
  if (weekday === undefined) return findNamedDay(words, today) ?? findCalendarDay(words, reference)
  return findByWeekday(weekday, others.join(' '), reference) ?? checkedDay(weekday, others, reference)
}

/** “today”, “day after tomorrow” */
function findNamedDay(words: readonly string[], today: Temporal.PlainDate): Temporal.PlainDate | null {
  const phrase = words.join(' ')
  const days = { yesterday: -1, today: 0, tomorrow: 1, 'day after tomorrow': 2, 'day before yesterday': -2 }
  const found = Object.entries(days).find(([name]) => name === phrase)
  if (found) return today.add({ days: found[1] })
  const period = /^(?:this|next|last) (week|month|year)$/.exec(phrase)
  if (period)
    throw new NotUnderstood(
      `Which day? “${phrase}” has more than one. Write the date, like ${numeric(today)}.`,
    )
  return null
}

/** “in two weeks”, “a week from Tuesday”, “3 days ago” */
function findDistant(words: readonly string[], reference: Reference): Temporal.PlainDate | null {
  const { today } = reference
  const [, ahead, amount = '', unit = '', rest = ''] =
    /^(in )?(\w+) (day|week|month|year)s?(?: (from .+|ago))?$/.exec(words.join(' ')) ?? []
  const count = /^\d{1,3}$/.test(amount) ? Number(amount) : /^an?$/.test(amount) ? 1 : findNumberWord(amount)
  if (count === null || (ahead ? rest !== '' : rest === '')) return null
  const distance = { [`${unit}s`]: rest === 'ago' ? -count : count }
  const anchor = rest.replace(/^from /, '')
  if (anchor.includes('from')) return null
  const from = /^(?:ago|now|)$/.test(anchor) ? today : findDay(anchor.split(' '), reference)
  return from?.add(distance) ?? null
}

/** A weekday with what says which: “next”, “this”, “last”, or nothing. */
function findByWeekday(
  weekday: number,
  which: string,
  { today, direction }: Reference,
): Temporal.PlainDate | null {
  const ahead = (weekday - today.dayOfWeek + 7) % 7
  switch (which) {
    case '':
      if (ahead === 0) {
        const { title } = weekdays[weekday - 1] ?? {}
        const other = direction === 'ahead' ? 'next' : 'last'
        throw new NotUnderstood(`Today is a ${title}. Write “today” or “${other} ${title}”.`)
      }
      return today.add({ days: direction === 'ahead' ? ahead : ahead - 7 })
    case 'this':
      return today.add({ days: ahead })
    // Of the week that starts with the next Monday.
    case 'next':
    case 'next week':
      return today.add({ days: 7 - today.dayOfWeek + weekday })
    case 'last':
      return today.add({ days: ahead - 7 })
    default:
      return null
  }
}

/** A date of the calendar that is named with its weekday, which has to be the right one. */
function checkedDay(
  weekday: number,
  words: readonly string[],
  reference: Reference,
): Temporal.PlainDate | null {
  const day = findCalendarDay(words, reference)
  if (!day || day.dayOfWeek === weekday) return day
  const [is, not] = [day.dayOfWeek, weekday].map(number => weekdays[number - 1]?.title)
  throw new NotUnderstood(
    `${formatDate(day.toString())} is a ${is}, not a ${not}. Write the one that is right.`,
  )
}

/** “March 9th 2027”, “9 March”, “3/9/27”, “2027/3/9”, “the 9th” */
function findCalendarDay(words: readonly string[], reference: Reference): Temporal.PlainDate | null {
  const phrase = words.map(word => findMonth(word) ?? word).join(' ')
  const parts = (pattern: RegExp) => pattern.exec(phrase)?.groups
  const found =
    parts(/^(?<month>\d{1,2})(?<sign>[-/])(?<day>\d{1,2})$/) ??
    parts(/^(?<month>\d{1,2})(?<sign>[-/. ])(?<day>\d{1,2})\k<sign>(?<year>[1-9]\d{3}|\d\d)$/) ??
    parts(/^(?<year>[1-9]\d{3})(?<sign>[-/. ])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})$/) ??
    parts(/^m(?<month>\d+) (?<day>\d{1,2})(?:st|nd|rd|th)?(?: (?<year>[1-9]\d{3}|\d\d))?$/) ??
    parts(/^(?<day>\d{1,2})(?:st|nd|rd|th)? m(?<month>\d+)(?: (?<year>[1-9]\d{3}|\d\d))?$/) ??
    parts(/^(?<year>[1-9]\d{3}) m(?<month>\d+) (?<day>\d{1,2})(?:st|nd|rd|th)?$/) ??
    parts(/^(?<day>\d{1,2})(?:st|nd|rd|th)$/)
  if (!found) return rejectMonthAlone(phrase, reference)
  const { year, month, day } = found
  const date = { month: month ? Number(month) : null, day: Number(day) }
  if (!year) return nearestDay(date, reference)
  return existingDay({ ...date, month: date.month ?? 0, year: Number(year) + (year.length === 2 ? 2000 : 0) })
}

function rejectMonthAlone(phrase: string, reference: Reference): null {
  const [, month, year] = /^m(\d+)(?: ([1-9]\d{3}))?$/.exec(phrase) ?? []
  if (!month) return null
  const day = { month: Number(month), day: 9 }
  const example = year ? existingDay({ ...day, year: Number(year) }) : nearestDay(day, reference)
  throw new NotUnderstood(`Which day of the month? Write it like ${formatDate(example.toString())}.`)
}

/** The next day (or the last) with this day of the month, in this month if one is given; today is one. */
function nearestDay(
  { month, day }: { month: number | null; day: number },
  { today, direction }: Reference,
): Temporal.PlainDate {
  if (month) assertMonth(month, day)
  const step = direction === 'ahead' ? 1 : -1
  // A leap day comes again within eight years, a 31st within two months.
  for (let months = 0; months <= 8 * 12; months += 1) {
    const { year, month: candidate } = today.toPlainYearMonth().add({ months: months * step })
    if (month && candidate !== month) continue
    const date = findExisting({ year, month: candidate, day })
    if (date && Temporal.PlainDate.compare(date, today) * step >= 0) return date
  }
  throw new NotUnderstood(
    `There is no ${month ? `${monthNames[month - 1]} ` : 'day '}${day}. Write the day again.`,
  )
}

function existingDay(date: { year: number; month: number; day: number }): Temporal.PlainDate {
  assertMonth(date.month, date.day)
  const found = findExisting(date)
  if (found) return found
  const { year, month, day } = date
  const last = Temporal.PlainDate.from({ year, month, day: 1 }).daysInMonth
  const name = monthNames[month - 1]
  throw new NotUnderstood(`There is no ${name} ${day} in ${year}: the month ends on ${name} ${last}.`)
}

function assertMonth(month: number, day: number): void {
  if (month >= 1 && month <= 12) return
  const hint = day >= 1 && day <= 12 ? ` The month comes first: ${day}/${month}.` : ''
  throw new NotUnderstood(`There is no month ${month}.${hint}`)
}

function findExisting(date: { year: number; month: number; day: number }): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' })
  } catch {
    return null
  }
}

const monthNames =
  'January February March April May June July August September October November December'.split(' ')

/** “m3” for March: by its name, or at least three letters of it. */
function findMonth(word: string): string | null {
  const place = word.length < 3 ? -1 : monthNames.findIndex(name => name.toLowerCase().startsWith(word))
  return place === -1 ? null : `m${place + 1}`
}

/** From 1 for Monday to 7 for Sunday: by its name, or at least three letters of it. */
function findWeekday(word: string): number | null {
  const place = word.length < 3 ? -1 : weekdays.findIndex(({ title }) => title.toLowerCase().startsWith(word))
  return place === -1 ? null : place + 1
}

function numeric({ year, month, day }: Temporal.PlainDate): string {
  return `${month}/${day}/${year}`
}
