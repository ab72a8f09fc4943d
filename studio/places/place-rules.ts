import { getPublishedId } from '@sanity/client/csm'
import type { ValidationContext } from 'sanity'
import { z } from 'zod'
import { announcementSentence } from '#domain/announcements.ts'
import { dateInZone } from '#domain/clinic-time.ts'
import { findPlace, mainPlaceValue } from '#domain/places.ts'
import { english } from '#words/english.ts'
import { clinicPlaces, placesAnswer, toPlaces } from '../documents/clinic-places.ts'
import { clinicZone, toClinicZone } from '../documents/clinic-zone.ts'
import { draftAnnouncement } from '../documents/overview.ts'
import { apiVersion } from '../project.ts'

/** Why a document cannot name the place; null where patients know of it. */
export async function placeFault(value: string, context: ValidationContext): Promise<string | null> {
  if (value === mainPlaceValue) return null
  const places = toPlaces(placesAnswer.parse(await clientOf(context).fetch(clinicPlaces)))
  const place = findPlace(places, value)
  if (place?.isPublished) return null
  return place
    ? `Patients do not know of “${place.name}” yet. Publish the Settings first, or choose another place.`
    : 'This place is no longer in the Settings. Choose another, or leave it empty.'
}

const user = z.object({
  ...draftAnnouncement.shape,
  title: z.string().nullish(),
  serviceTitle: z.string().nullish(),
  values: z.array(z.string().nullable()),
})

const usersAnswer = z.object({
  places: placesAnswer,
  users: z.array(user),
})

/** How many documents are named: more would say no more. */
const mostNamed = 8

// Starts that are over need nothing.
const usersQuery = `{
  "places": ${clinicPlaces},
  "users": *[!(_id in path("versions.**")) && (
    (_type == "announcement" && kind == "groupStart" && defined(place) && !(place in $known) && startDate >= $today) ||
    (_type == "service" && count(places[!(@ in $known)]) > 0)
  )] | order(_updatedAt desc)[0...100]{
    _id, title, kind, urgency, startDate, startTime, showFrom, showUntil, message, cancelledUntil, place,
    "serviceId": service._ref, "serviceTitle": service->title,
    "values": select(_type == "service" => places, [place])
  }
}`

/**
 * What staff read who take a place out of the settings that other documents name: which ones; null while none does.
 * `rows` are the other places as the form has them.
 */
export async function describeLostPlaces(
  rows: readonly unknown[],
  context: ValidationContext,
): Promise<string | null> {
  const client = clientOf(context)
  const known = [mainPlaceValue, ...rows.map(row => String(Object(row)._key))]
  const zone = toClinicZone(zoneAnswer.parse(await client.fetch(clinicZone)))
  const today = dateInZone(Temporal.Now.instant(), zone)
  const answer = usersAnswer.parse(await client.fetch(usersQuery, { known, today }))
  const byId = new Map(answer.users.map(each => [getPublishedId(each._id), each]))
  if (byId.size === 0) return null
  const lost = new Set([...byId.values()].flatMap(({ values }) => values).filter(value => value !== null))
  const names = toPlaces(answer.places).flatMap(({ value, name }) =>
    lost.has(value) && !known.includes(value) ? [`“${name}”`] : [],
  )
  const users = [...byId.values()].map(each => `“${nameOf(each)}”`)
  const more = users.length > mostNamed ? [`${users.length - mostNamed} more`] : []
  const what = names.length > 0 ? inWords(names) : 'A place that is no longer in this list'
  return `${what} is named by ${inWords([...users.slice(0, mostNamed), ...more])}. Once it is gone, patients are told no place there: choose another in each, or leave it empty.`
}

/** “A, B, and C” */
function inWords(names: readonly string[]): string {
  return new Intl.ListFormat('en-US').format(names)
}

const zoneAnswer = z.object({ timeZone: z.string().nullish(), region: z.string().nullish() }).nullish()

function nameOf({ title, serviceTitle, ...announcement }: z.output<typeof user>): string {
  if (title) return title
  return announcement.startDate
    ? announcementSentence(announcement, serviceTitle ?? null, english.announcements)
    : 'A document without a title'
}

function clientOf(context: ValidationContext) {
  return context.getClient({ apiVersion }).withConfig({ perspective: 'raw', useCdn: false })
}
