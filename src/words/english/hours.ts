import type { HoursLine, Interval, NextOpening, OpenState } from '#domain/opening-hours.ts'
import type { SpecialHours } from '#domain/special-hours.ts'
import { dates } from './dates.ts'

/** When the clinic is open. */
export const hours = {
  /** The way to the hours, where nothing certain can be said. */
  title: 'Opening hours',
  byTheClinicsClock: 'Times are by the clinic’s clock.',

  /** “9 AM to noon, 1 PM to 5 PM”, or “Closed”. */
  intervals(intervals: readonly Interval[]): string {
    const open = intervals.map(({ opens, closes }) => `${dates.time(opens)} to ${dates.time(closes)}`)
    return open.join(', ') || 'Closed'
  },

  /** Days in a row: “Monday to Thursday”. */
  weekdays({ first, last, count }: HoursLine['days']): string {
    const [from, to] = [dates.weekdays[first], dates.weekdays[last]]
    if (count === 1) return from
    return `${from} ${count === 2 ? 'and' : 'to'} ${to}`
  },

  /** “Thursday, November 26th”, “December 24th to January 1st” */
  specialDays({ firstDay, lastDay }: Pick<SpecialHours, 'firstDay' | 'lastDay'>): string {
    return lastDay && lastDay !== firstDay
      ? `${dates.monthDay(firstDay)} to ${dates.monthDay(lastDay)}`
      : dates.weekdayAndMonthDay(firstDay)
  },

  /** “Open now, until 5 PM”, “Closed. Opens tomorrow at 9 AM” */
  now(state: OpenState): string {
    if (state.open) return `Open now, until ${dates.time(state.closes)}`
    return state.next ? `Closed. ${hours.opens(state.next)}` : 'Closed'
  },

  /** “Opens tomorrow at 9 AM”, “Opens Jan 4 at 9 AM” */
  opens(next: NextOpening): string {
    return ['Opens', dayOf(next), 'at', dates.time(next.opens)].filter(Boolean).join(' ')
  },
}

function dayOf(next: NextOpening): string {
  switch (next.when) {
    case 'today':
      return ''
    case 'tomorrow':
      return 'tomorrow'
    case 'weekday':
      return dates.weekdays[next.weekday]
    case 'date':
      return dates.shortDay(next.date)
  }
}
