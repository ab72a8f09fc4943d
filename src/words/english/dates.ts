import type { Weekday } from '#domain/opening-hours.ts'

/** The tag of the language (BCP 47). */
export const lang = 'en-US'

/** What those who speak it call it. */
export const languageName = 'English'

/*
 * How dates and times are written. Dates come as YYYY-MM-DD, times as HH:MM on a 24-hour clock, both of the clinic.
 */

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const weekdays: Record<Weekday, string> = {
  Monday: 'Monday',
  Tuesday: 'Tuesday',
  Wednesday: 'Wednesday',
  Thursday: 'Thursday',
  Friday: 'Friday',
  Saturday: 'Saturday',
  Sunday: 'Sunday',
}

const ordinal = new Intl.PluralRules(lang, { type: 'ordinal' })
const ordinalSuffixes: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }

export const dates = {
  weekdays,

  /** “February 6, 2026” */
  date(date: string): string {
    const { year, month, day } = Temporal.PlainDate.from(date)
    return `${months[month - 1]} ${day}, ${year}`
  },

  /** “Friday, February 6, 2026” */
  longDate(date: string): string {
    return `${weekdayOf(date)}, ${dates.date(date)}`
  },

  /** “February 6th” */
  monthDay(date: string): string {
    const { month, day } = Temporal.PlainDate.from(date)
    return `${months[month - 1]} ${day}${ordinalSuffixes[ordinal.select(day)] ?? 'th'}`
  },

  /** “Friday, February 6th” */
  weekdayAndMonthDay(date: string): string {
    return `${weekdayOf(date)}, ${dates.monthDay(date)}`
  },

  /** “Feb 6”: where a line has no room for more. */
  shortDay(date: string): string {
    const { month, day } = dates.leaf(date)
    return `${month} ${day}`
  },

  /** A leaf of a calendar. */
  leaf(date: string): { month: string; day: string } {
    const { month, day } = Temporal.PlainDate.from(date)
    return { month: months[month - 1]?.slice(0, 3) ?? '', day: String(day) }
  },

  /** “6 PM”, “6:30 PM”, and the two that “12” would leave in doubt in words: “noon”, “midnight”. */
  time(time: string): string {
    const [hour, minute] = [Number(time.slice(0, 2)), time.slice(3, 5)]
    if (minute === '00' && hour % 12 === 0) return hour === 0 ? 'midnight' : 'noon'
    const minutes = minute === '00' ? '' : `:${minute}`
    return `${hour % 12 || 12}${minutes} ${hour < 12 ? 'AM' : 'PM'}`
  },
}

function weekdayOf(date: string): string {
  return Object.values(weekdays)[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? ''
}
