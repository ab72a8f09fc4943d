import { isDraftId } from '@sanity/client/csm'
import {
  type AnnouncementView,
  announcementStart,
  announcementWindow,
  upcomingGroupStarts,
} from '#domain/announcements.ts'
import { type OpeningHoursRow, openingWeek, weekOfHours } from '#domain/opening-hours.ts'
import { formatPhoneNumber, isPhoneNumber } from '#domain/phone-number.ts'
import { hasEnd, listAnnouncements, toSentence } from '../documents/announcement-lists.ts'
import type { OverviewContent } from '../documents/overview.ts'
import { endOfWindow, momentInWords } from '../documents/window-words.ts'

/** An announcement that patients see, and when in words. */
export interface SeenAnnouncement extends AnnouncementView {
  readonly when: string
}

/** What the site says now of what changes most: all of it as published, by the clinic's clock. */
export interface PatientsSee {
  /** The announcement in the bar at the top of every page. */
  readonly bar: SeenAnnouncement | null
  readonly nextStart: SeenAnnouncement | null
  /** “Sunday: closed”, and “Opens tomorrow at 9 AM”; null without opening hours. */
  readonly hours: { readonly today: string; readonly now: string } | null
  /** As patients read it. */
  readonly callNumber: string | null
  readonly textNumber: string | null
}

export function whatPatientsSee(content: OverviewContent, now: Temporal.Instant): PatientsSee {
  const { zone, contact } = content
  const published = content.announcements.filter(each => !isDraftId(each._id) && hasEnd(each, zone))
  const inBar = listAnnouncements(content, now).live.find(({ isInBar }) => isInBar)?.announcement
  const [next] = upcomingGroupStarts(published, zone, now)
  const startsAt = next && announcementStart(next, zone)
  const seen = (announcement: (typeof published)[number], when: string): SeenAnnouncement => ({
    id: announcement._id,
    sentence: toSentence(announcement, content),
    when,
    urgent: announcement.urgency === 'urgent',
  })
  return {
    bar: inBar ? seen(inBar, `Until ${endOfWindow(announcementWindow(inBar, zone).until, zone, now)}`) : null,
    nextStart: next && startsAt ? seen(next, momentInWords(startsAt, zone, now)) : null,
    hours: contact && hoursInWords(contact.openingHours, now.toZonedDateTimeISO(zone)),
    callNumber: numberInWords(contact?.callNumber),
    textNumber: numberInWords(contact?.textNumber),
  }
}

/** What the clinic's hours say of a moment by its clock. */
function hoursInWords(rows: readonly OpeningHoursRow[], at: Temporal.ZonedDateTime): PatientsSee['hours'] {
  const minute = ((at.dayOfWeek % 7) * 24 + at.hour) * 60 + at.minute
  const stretch = openingWeek(rows).find(({ from, until }) => from <= minute && minute < until)
  const day = weekOfHours(rows)[at.dayOfWeek - 1]
  if (!stretch || !day) return null
  const isClosedAllDay = day.intervals.length === 0
  // Said once is enough.
  const now = isClosedAllDay ? stretch.text.replace(/^Closed\. /, '') : stretch.text
  return { today: `${day.day}: ${isClosedAllDay ? 'closed' : day.text}`, now }
}

function numberInWords(number: string | null | undefined): string | null {
  return number && isPhoneNumber(number) ? formatPhoneNumber(number) : null
}
