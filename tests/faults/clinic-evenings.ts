import type { SanityClient } from '@sanity/client'
import { seed } from '../fixtures/seed-roles.ts'

/*
 * Announcements that end at times by the clinic's clock: on an ordinary day, and around the nights in which that clock
 * is put forward (2027-03-14, from two to three) and back (2027-11-07, from two to one).
 */

export type Ending = {
  name: string
  /** The instant at which the announcement is over. */
  until: Temporal.Instant
  /** What patients read until then, and from then on. */
  sentence: string
  successor: string
}

const zone = 'America/New_York'

function at(wallTime: string, disambiguation: 'compatible' | 'earlier' | 'later' = 'compatible') {
  return Temporal.PlainDateTime.from(wallTime).toZonedDateTime(zone, { disambiguation }).toInstant()
}

const notices = [
  ['at 17:00 on an ordinary day', at('2027-01-20T17:00')],
  ['at 17:00 on the day the clock is put forward', at('2027-03-14T17:00')],
  ['at 01:30, before the clock is put forward', at('2027-03-14T01:30')],
  ['at 03:00, as the clock is put forward', at('2027-03-14T03:00')],
  ['at 02:30, which the clock skips', at('2027-03-14T02:30')],
  ['at 17:00 on the day the clock is put back', at('2027-11-07T17:00')],
  ['at 01:30 for the first time, before the clock is put back', at('2027-11-07T01:30', 'earlier')],
  ['at 01:30 for the second time, after the clock was put back', at('2027-11-07T01:30', 'later')],
  ['at 03:00, after the clock was put back', at('2027-11-07T03:00')],
] as const satisfies [string, Temporal.Instant][]

/** Days whose end is computed: 23 and 25 hours long. */
const groupDays = ['2027-03-14', '2027-11-07'] as const

export const endings: readonly Ending[] = [
  ...notices.map(([name, until], index) => ({
    name,
    until,
    sentence: `The clinic closes early, number ${index}`,
    successor: `The clinic is open again, number ${index}`,
  })),
  ...groupDays.map(day => ({
    name: `with the first day of a group, ${day}`,
    until: at(Temporal.PlainDate.from(day).add({ days: 1 }).toString()),
    sentence: `Next ${seed.groupService.title} starts ${day === '2027-03-14' ? 'March 14th' : 'November 7th'}`,
    successor: `Next ${seed.groupService.title} starts ${day === '2027-03-14' ? 'March 20th' : 'November 13th'}`,
  })),
]

/** Publishes all of these announcements in place of the seed's own. */
export async function loadEndings(client: SanityClient): Promise<void> {
  const transaction = client.transaction()
  const own = await client.fetch<string[]>('*[_type == "announcement"]._id')
  for (const id of own) transaction.delete(id)
  for (const [index, [, until]] of notices.entries()) {
    const showFrom = until.subtract({ minutes: 10 })
    transaction.create(notice(`ending-${index}`, endings[index]?.sentence, 'urgent', showFrom, until))
    transaction.create(
      notice(
        `successor-${index}`,
        endings[index]?.successor,
        'important',
        showFrom,
        until.add({ minutes: 10 }),
      ),
    )
  }
  for (const day of groupDays) {
    const first = Temporal.PlainDate.from(day)
    for (const date of [first, first.add({ days: 6 })]) {
      transaction.create({
        _id: `group-${date}`,
        _type: 'announcement',
        kind: 'groupStart',
        service: { _type: 'reference', _ref: seed.groupService.id },
        startDate: date.toString(),
        startTime: '18:00',
        urgency: 'routine',
        showFrom: at(`${first.subtract({ days: 1 })}T12:00`).toString(),
      })
    }
  }
  await transaction.commit()
}

function notice(
  _id: string,
  message: string | undefined,
  urgency: string,
  showFrom: Temporal.Instant,
  showUntil: Temporal.Instant,
) {
  return {
    _id,
    _type: 'announcement',
    kind: 'closure',
    message,
    urgency,
    showFrom: showFrom.toString(),
    showUntil: showUntil.toString(),
  }
}
