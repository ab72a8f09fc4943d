import { clinicDate, clinicDateTime, groupStartDates } from './calendar.ts'
import { reference, type SampleDocument } from './document.ts'

/**
 * Announcements in every state: two group starts that are live (the bar shows the sooner one), one that is scheduled,
 * and a notice that has ended.
 */
export function announcements(now: Temporal.Instant): SampleDocument[] {
  const { winter, spring, summer } = groupStartDates(now)
  return [
    groupStart('announcement-group-winter', winter),
    groupStart('announcement-group-spring', spring),
    {
      ...groupStart('announcement-group-summer', summer),
      showFrom: clinicDateTime(spring.add({ days: 1 }), '08:00'),
    },
    endedNotice(now),
  ]
}

/** The sentence is computed from the date; the window runs from at once to the end of that day. */
function groupStart(id: string, startDate: Temporal.PlainDate): SampleDocument {
  return {
    _id: id,
    _type: 'announcement',
    kind: 'groupStart',
    service: reference('service-group-therapy'),
    startDate: startDate.toString(),
    startTime: '18:00',
    urgency: 'routine',
  }
}

function endedNotice(now: Temporal.Instant): SampleDocument {
  const today = clinicDate(now)
  return {
    _id: 'announcement-parking-lot',
    _type: 'announcement',
    kind: 'notice',
    message: 'The parking lot is being repaved: please park on the street this week',
    link: reference('page-about'),
    urgency: 'important',
    showFrom: clinicDateTime(today.subtract({ days: 30 }), '08:00'),
    showUntil: clinicDateTime(today.subtract({ days: 23 }), '18:00'),
  }
}
