import type { TitledSentence } from '../words.ts'
import { dates } from './dates.ts'
import { hours } from './hours.ts'

/** The sentences of announcements, and the bar that shows one. */
export const announcements = {
  bar: 'Announcement',
  learnMore: 'Learn more',
  dismiss: 'Dismiss this announcement',

  /** `group` is the title of its service. */
  starts: (group: string | null, date: string) => `Next ${group ?? 'group'} starts ${dates.monthDay(date)}`,
  isCancelled: (group: string | null, date: string) =>
    `${group ?? 'The group'} on ${dates.monthDay(date)} is cancelled`,
  /** A sentence of these with the name of a place. */
  atPlace: (sentence: string, place: string) => `${sentence} (${place})`,
  isClosed(days: { firstDay: string; lastDay: string | null }, name: string | null): string {
    const isRange = days.lastDay && days.lastDay !== days.firstDay
    const closed = `We are closed ${isRange ? 'from' : 'on'} ${hours.specialDays(days)}`
    return name ? `${closed} (${name})` : closed
  },
}

/** The lists of group starts. */
export const groupStarts = {
  next: 'Next start',
  none: 'No start date is set right now. Call or text us, and we will tell you when the next group begins.',
  /** In two sentences, the first of which stands out. */
  isCancelled: 'This start is cancelled.',
  askForTheNext: 'Call or text us to ask about the next one.',
  addToCalendar: 'Add to your calendar',
  markCancelled: 'Mark it cancelled in your calendar',

  /** “Friday, February 6, 2026 at 6 PM” */
  when: (date: string, time: string | null) =>
    time ? `${dates.longDate(date)} at ${dates.time(time)}` : dates.longDate(date),
  /** After a link whose words are those of other starts, too. */
  ofStart: (title: string, date: string): TitledSentence => [': ', { title }, `, ${dates.longDate(date)}`],
  where: 'Where: ',
  leaf: dates.leaf,
}
