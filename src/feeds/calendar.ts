import createCalendar, { ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator'
import { plainLine } from '#domain/plain-line.ts'
import type { CalendarEvent } from '#selectors/announcement-view.ts'

/**
 * A group start as an iCalendar file (RFC 5545). The start is an instant in UTC, which needs no rules of summer time,
 * or, without a time of day, the whole day. How long a meeting lasts is not known, so that there is no end. Private:
 * anybody else who sees the patient’s calendar sees that they are busy, not why. One that is cancelled takes the place of the
 * one that a patient has kept: its id is the same, and its sequence higher (RFC 5545, 3.8.7.4). `siteUrl` has no slash at
 * its end.
 */
export function calendarFile(event: CalendarEvent, siteUrl: string): string {
  const { id, title, start, isCancelled, updated, location, call, text, path } = event
  const url = `${siteUrl}${path}`
  const words = isCancelled
    ? `This group does not start on that day. To ask about the next one, call ${call} or text ${text}.`
    : `To join, call ${call} or text ${text} before you come.`
  const calendar = createCalendar({
    prodId: '//clinic-site//group starts//EN',
    method: ICalCalendarMethod.PUBLISH,
  })
  calendar.createEvent({
    id: `${id}@${new URL(siteUrl).hostname}`,
    summary: `${isCancelled ? 'Cancelled: ' : ''}${plainLine(title)}: first meeting`,
    ...(isCancelled && { status: ICalEventStatus.CANCELLED, sequence: 1 }),
    ...('date' in start
      ? { start: Temporal.PlainDate.from(start.date), allDay: true }
      : { start: Temporal.Instant.from(start.instant) }),
    // When staff last changed it, and not when the file was made: the same content gives the same bytes.
    stamp: Temporal.Instant.from(updated),
    lastModified: Temporal.Instant.from(updated),
    location: plainLine(location),
    description: `${plainLine(words)}\n${url}`,
    url,
    class: ICalEventClass.PRIVATE,
  })
  // Every line ends with CRLF, the last one too (RFC 5545, 3.1).
  return `${calendar.toString()}\r\n`
}
