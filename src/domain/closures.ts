import { type Announcement, isLive } from './announcements.ts'
import { startOfDay } from './clinic-time.ts'
import { createCalendar } from './hours-calendar.ts'
import { compareSpecials, type Hours, isClosed, listDates, type SpecialHours } from './special-hours.ts'

/** How long before its first day a closure is announced. */
const announcedDays = 3

/**
 * The closure that the bar announces by itself, until it is over: the settings are enough, and nobody announces it again. Of
 * those that are live the first one, however many there are: of two closed days in a row, today's.
 */
export function findClosure(hours: Hours, zone: string, now: Temporal.Instant): Announcement | null {
  return listClosures(hours, zone).find(closure => isLive(closure, zone, now)) ?? null
}

/**
 * Every closed row as an announcement, the first one first. On days within it that are open after all, nothing is announced: such a row gives
 * several.
 */
export function listClosures(hours: Hours, zone: string): Announcement[] {
  const calendar = createCalendar(hours)
  return hours.specialHours
    .filter(isClosed)
    .toSorted(compareSpecials)
    .flatMap(special => {
      const days = listDates(special).map(date => ({
        date,
        isOpen: calendar.findIntervals(date).length > 0,
      }))
      if (days.every(({ isOpen }) => isOpen)) return []
      const [first, last] = [days[0]?.date, days.at(-1)?.date]
      const before = first && { date: first.subtract({ days: announcedDays }), isOpen: false }
      const after = last && { date: last.add({ days: 1 }), isOpen: true }
      const edges = [before, ...days, after].filter(day => day !== undefined)
      const changes = edges.filter(({ isOpen }, index) => isOpen !== (edges[index - 1]?.isOpen ?? true))
      return changes.flatMap(({ date, isOpen }, index) => {
        const until = changes[index + 1]
        return isOpen || !until ? [] : toAnnouncement(special, date, until.date, zone)
      })
    })
}

function toAnnouncement(
  special: SpecialHours,
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
  zone: string,
): Announcement {
  const { _key, firstDay, lastDay, name } = special
  return {
    _id: _key,
    kind: 'closure',
    urgency: 'important',
    startDate: null,
    startTime: null,
    showFrom: startOfDay(from.toString(), zone).toString(),
    showUntil: startOfDay(until.toString(), zone).toString(),
    message: null,
    cancelledUntil: null,
    closed: { firstDay, lastDay, name: name?.trim() || null },
  }
}
