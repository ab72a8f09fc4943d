import createCalendar, { ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator'
import { plainLine } from '#domain/plain-line.ts'
import type { CalendarEvent } from '#selectors/announcement-view.ts'
import type { Words } from '#words/words.ts'

/**
 * A group start as an iCalendar file (RFC 5545). The start is an instant in UTC, which needs no rules of summer time,
 * or, without a time of day, the whole day. How long a meeting lasts is not known, so that there is no end. Private:
 * anybody else who sees the patient’s calendar sees that they are busy, not why. One that is cancelled takes the place of the
 * one that a patient has kept: its id is the same, and its sequence higher (RFC 5545, 3.8.7.4). `siteUrl` has no slash at
 * its end.
 */
export function calendarFile(event: CalendarEvent, siteUrl: string, words: Words['calendar']): string {
  const { id, title, start, isCancelled, updated, location, call, text, path } = event
  const url = `${siteUrl}${path}`
  const description = (isCancelled ? words.askForTheNext : words.join)(call, text)
  const summary = (isCancelled ? words.firstMeetingIsCancelled : words.firstMeeting)(plainLine(title))
  const calendar = createCalendar({
    prodId: '//clinic-site//group starts//EN',
    method: ICalCalendarMethod.PUBLISH,
  })
  calendar.createEvent({
    id: `${id}@${new URL(siteUrl).hostname}`,
    summary,
    ...(isCancelled && { status: ICalEventStatus.CANCELLED, sequence: 1 }),
    ...('date' in start
      ? { start: Temporal.PlainDate.from(start.date), allDay: true }
      : { start: Temporal.Instant.from(start.instant) }),
    // When staff last changed it, and not when the file was made: the same content gives the same bytes.
    stamp: Temporal.Instant.from(updated),
    lastModified: Temporal.Instant.from(updated),
    location: plainLine(location),
    description: `${plainLine(description)}\n${url}`,
    url,
    class: ICalEventClass.PRIVATE,
  })
  // Every line ends with CRLF, the last one too (RFC 5545, 3.1).
  return `${calendar.toString()}\r\n`
}
