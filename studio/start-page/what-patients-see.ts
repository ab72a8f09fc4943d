import { isDraftId } from '@sanity/client/csm'
import {
  type Announcement,
  type AnnouncementView,
  announcementStart,
  announcementWindow,
  upcomingGroupStarts,
} from '#domain/announcements.ts'
import { createCalendar, findStretch } from '#domain/hours-calendar.ts'
import { formatPhoneNumber, isPhoneNumber } from '#domain/phone-number.ts'
import type { Hours } from '#domain/special-hours.ts'
import { weekdays } from '#domain/vocabulary.ts'
import { english } from '#words/english.ts'
import { findBar, hasEnd, toSentence } from '../documents/announcement-lists.ts'
import type { OverviewContent } from '../documents/overview.ts'
import { endOfWindow, momentInWords } from '../documents/window-words.ts'

/** An announcement that patients see, and when in words. */
export interface SeenAnnouncement extends AnnouncementView {
  readonly when: string
  /** Where staff change it. */
  readonly changedIn: { id: string; type: string; path?: string }
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
  const inBar = findBar(published, content, now)
  const [next] = upcomingGroupStarts(published, zone, now)
  const startsAt = next && announcementStart(next, zone)
  const seen = (shown: Announcement, when: string): SeenAnnouncement => {
    const own = published.find(({ _id }) => _id === shown._id)
    return {
      id: shown._id,
      sentence: toSentence(own ?? shown, content),
      when,
      urgent: shown.urgency === 'urgent',
      changedIn: own
        ? { id: own._id, type: 'announcement' }
        : { id: 'siteSettings', type: 'siteSettings', path: 'specialHours' },
    }
  }
  return {
    bar: inBar ? seen(inBar, `Until ${endOfWindow(announcementWindow(inBar, zone).until, zone, now)}`) : null,
    nextStart: next && startsAt ? seen(next, momentInWords(startsAt, zone, now)) : null,
    hours: contact && hoursInWords(contact, now.toZonedDateTimeISO(zone)),
    callNumber: numberInWords(contact?.callNumber),
    textNumber: numberInWords(contact?.textNumber),
  }
}

/** What the clinic's hours say of a moment by its clock. */
function hoursInWords(hours: Hours, at: Temporal.ZonedDateTime): PatientsSee['hours'] {
  const stretch = findStretch(at, hours)
  const weekday = weekdays[at.dayOfWeek - 1]
  if (!stretch || !weekday) return null
  const intervals = createCalendar(hours).findIntervals(at.toPlainDate())
  const isClosedAllDay = intervals.length === 0
  const { state } = stretch
  const words = english.hours
  // Said once is enough.
  const now = isClosedAllDay && !state.open && state.next ? words.opens(state.next) : words.now(state)
  return { today: `${weekday.title}: ${isClosedAllDay ? 'closed' : words.intervals(intervals)}`, now }
}

function numberInWords(number: string | null | undefined): string | null {
  return number && isPhoneNumber(number) ? formatPhoneNumber(number) : null
}
