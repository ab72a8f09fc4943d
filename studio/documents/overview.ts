import { getPublishedId, isDraftId } from '@sanity/client/csm'
import { z } from 'zod'
import { isDate, isInstant } from '#domain/iso-time.ts'
import { isAddressedType, pagePath } from '#domain/page-path.ts'
import { isDayRange } from '#domain/special-hours.ts'
import { timeOfDayPattern, weekdays } from '#domain/vocabulary.ts'
import { announcementChoices, draftText as text } from './announcement-fields.ts'
import { type ClinicPlace, clinicPlaces, placesAnswer, toPlaces } from './clinic-places.ts'
import { clinicZone, toClinicZone } from './clinic-zone.ts'

// What staff have not filled in yet, or wrongly, counts as absent.
const textThat = (isRight: (value: string) => boolean) =>
  text.transform(value => (value && isRight(value) ? value : null))
const date = textThat(isDate)
const time = textThat(value => timeOfDayPattern.test(value))
const instant = textThat(isInstant)

/** An announcement as the Studio reads it, with the service that it names. */
export const draftAnnouncement = z.object({
  _id: z.string(),
  ...announcementChoices,
  startDate: date,
  startTime: time,
  showFrom: instant,
  showUntil: instant,
  message: text,
  cancelledUntil: instant,
  place: text,
  serviceId: text,
})

const service = z.object({
  id: z.string(),
  title: text,
  isGroup: z.boolean().nullish(),
  slug: text,
  places: z.array(z.string()).nullish().catch(null),
  originalId: text,
})
const titled = z.object({ id: z.string(), type: z.string(), title: text })
const draft = titled.extend({ slug: text })
const days = z.array(z.enum(weekdays.map(({ value }) => value))).catch([])

/** What every page shows of the clinic itself, as it is published. */
const contact = z.object({
  callNumber: text,
  textNumber: text,
  openingHours: z
    .array(z.object({ days, opens: time, closes: time }))
    .nullish()
    .transform(rows =>
      (rows ?? []).flatMap(({ days, opens, closes }) => (opens && closes ? [{ days, opens, closes }] : [])),
    ),
  specialHours: z
    .array(
      z.object({ _key: z.string(), firstDay: date, lastDay: date, name: text, opens: time, closes: time }),
    )
    .nullish()
    .transform(rows =>
      (rows ?? []).flatMap(({ firstDay, ...row }) => {
        const special = firstDay && { firstDay, ...row }
        return special && isDayRange(special) ? special : []
      }),
    ),
})

/** How far the clinic has made the site its own: which of its two singletons are published, and whose they are. */
const singletons = z.object({
  settings: z.object({ isSample: z.boolean().nullish() }).nullable(),
  settingsDraft: z.object({ isSample: z.boolean().nullish() }).nullable(),
  homePage: z.string().nullable(),
})

const answer = z.object({
  zone: z.object({ timeZone: text, region: text }).nullish(),
  singletons,
  places: placesAnswer,
  announcements: z.array(draftAnnouncement),
  services: z.array(service),
  articles: z.array(
    z.object({ id: z.string(), title: text, lastReviewed: date, reviewIntervalMonths: z.number().nullish() }),
  ),
  notices: z.array(z.object({ id: z.string(), title: text, lastConfirmed: date })),
  pictures: z.array(titled.extend({ field: z.string() })),
  drafts: z.array(draft),
  publishedTypes: z.object({ service: z.boolean(), person: z.boolean(), article: z.boolean() }),
  oldAddresses: z.array(text),
  contact: contact.nullable(),
  look: z.unknown(),
  opening: z.object({ heading: text, introduction: text, picture: z.unknown() }).nullish(),
  recent: z.array(titled),
})

export type DraftAnnouncement = z.output<typeof draftAnnouncement>
export type TitledDocument = z.output<typeof titled>
export type OverviewDraft = z.output<typeof draft>

/**
 * Whose site it is: nobody's yet, the sample's, the sample's until the clinic's own settings take its place, or the clinic's.
 */
export type SiteStage = 'empty' | 'sample' | 'replacing' | 'own'

/** A service, by the id of its published version. */
export interface OverviewService {
  readonly id: string
  readonly title: string
  readonly isGroup: boolean
  /** Of the service that it translates; null for one that translates none. */
  readonly originalId: string | null
  /** Whether patients have a page of it. */
  readonly isPublished: boolean
  /** Where it is offered: as patients know it, once it is published. */
  readonly places: readonly string[]
}

/** Everything that the Studio counts and lists at one moment, drafts included. */
export interface OverviewContent
  extends Omit<z.output<typeof answer>, 'zone' | 'singletons' | 'places' | 'services' | 'oldAddresses'> {
  readonly zone: string
  /** The main one first; none until there are settings. */
  readonly places: readonly ClinicPlace[]
  readonly stage: SiteStage
  /** The paths of pages that were moved or taken off the site. */
  readonly oldAddresses: readonly string[]
  readonly services: readonly OverviewService[]
}

const title = 'coalesce(title, name, from, message, heading, clinicName)'
// A release's copies of documents are in no list: patients and staff see them once it is published.
const inNoRelease = '!(_id in path("versions.**"))'
const isPublished = `!(_id in path("drafts.**")) && ${inNoRelease}`
const lacksAlt = 'defined(asset) && !defined(alt)'

/**
 * One query for the whole overview. Of types with many documents it fetches only those that may need attention; the
 * rules shared with the site decide which of them do. A review is announced 30 days ahead, so `$soon` is
 * a little later than that. No month is shorter than 28 days.
 */
export const overviewQuery = `{
  "zone": ${clinicZone},
  "singletons": {
    "settings": *[_id == "siteSettings"][0]{isSample},
    "settingsDraft": *[_id == "drafts.siteSettings"][0]{isSample},
    "homePage": *[_id == "homePage"][0]._id
  },
  "places": ${clinicPlaces},
  "announcements": *[_type == "announcement" && ${inNoRelease}]{
    _id, kind, urgency, startDate, startTime, showFrom, showUntil, message, cancelledUntil, place,
    "serviceId": service._ref
  },
  "services": *[_type == "service" && ${inNoRelease}]{
    "id": _id, title, isGroup, "slug": slug.current, places,
    "originalId": select(coalesce(language, "") != "" => translationOf._ref)
  },
  "articles": *[_type == "article" && ${isPublished} && (
    !defined(lastReviewed) ||
    dateTime(lastReviewed + "T00:00:00Z") + coalesce(reviewIntervalMonths, 12) * 28 * 24 * 60 * 60 < dateTime($soon)
  )] | order(lastReviewed asc){
    "id": _id, title, lastReviewed, reviewIntervalMonths
  },
  "notices": *[_type == "page" && kind == "notice" && ${isPublished}] | order(lastConfirmed asc){
    "id": _id, title, lastConfirmed
  },
  "pictures": *[_type in $types && ${inNoRelease} && (
    (defined(image.asset) && !defined(image.alt)) || (defined(photo.asset) && !defined(photo.alt)) ||
    (defined(picture.asset) && !defined(picture.alt)) ||
    count(body[_type == "imageWithAlt" && ${lacksAlt}]) > 0
  )] | order(_updatedAt desc)[0...200]{
    "id": _id, "type": _type, "title": ${title},
    "field": select(
      defined(image.asset) && !defined(image.alt) => "image.alt",
      defined(photo.asset) && !defined(photo.alt) => "photo.alt",
      defined(picture.asset) && !defined(picture.alt) => "picture.alt",
      "body"
    )
  },
  "drafts": *[_type in $types && _id in path("drafts.**")] | order(_updatedAt desc)[0...200]{
    "id": _id, "type": _type, "title": ${title}, "slug": slug.current
  },
  "publishedTypes": {
    "service": defined(*[_type == "service" && ${isPublished}][0]._id),
    "person": defined(*[_type == "person" && ${isPublished}][0]._id),
    "article": defined(*[_type == "article" && ${isPublished}][0]._id)
  },
  "oldAddresses": *[_type == "redirect" && ${isPublished}].from,
  "contact": *[_id == "siteSettings"][0]{
    callNumber, textNumber, openingHours[]{days, opens, closes},
    specialHours[]{_key, firstDay, lastDay, name, opens, closes}
  },
  "look": *[_id == "siteSettings"][0].look,
  "opening": *[_id == "homePage"][0]{heading, introduction, picture},
  "recent": *[_type in $types && _type != "redirect" && ${isPublished}] | order(_updatedAt desc)[0...12]{
    "id": _id, "type": _type, "title": ${title}
  }
}`

/** Reads the answer to `overviewQuery`. */
export function parseOverview(given: unknown): OverviewContent {
  const { zone, singletons, places, services, oldAddresses, ...lists } = answer.parse(given)
  const published = new Map(services.filter(({ id }) => !isDraftId(id)).map(each => [each.id, each]))
  const byId = new Map(
    // Drafts last: their title is the one that staff see.
    services
      .toSorted((a, b) => Number(isDraftId(a.id)) - Number(isDraftId(b.id)))
      .map(({ id, title, isGroup, places, originalId }) => [
        getPublishedId(id),
        {
          id: getPublishedId(id),
          title: title ?? 'Service without a name',
          isGroup: isGroup === true,
          originalId,
          isPublished: published.has(getPublishedId(id)),
          places: (published.get(getPublishedId(id)) ?? { places }).places ?? [],
        },
      ]),
  )
  return {
    ...lists,
    zone: toClinicZone(zone),
    places: toPlaces(places),
    stage: toStage(singletons),
    oldAddresses: oldAddresses.flatMap(from => (from ? [from.endsWith('/') ? from : `${from}/`] : [])),
    services: [...byId.values()],
  }
}

function toStage({ settings, settingsDraft, homePage }: z.output<typeof singletons>): SiteStage {
  if (!settings || !homePage) return 'empty'
  if (!settings.isSample) return 'own'
  return settingsDraft && !settingsDraft.isSample ? 'replacing' : 'sample'
}

/** The path of the page that the draft is of; null for what has no page of its own, or no address yet. */
export function findDraftPath({ type, slug }: OverviewDraft): string | null {
  return slug && isAddressedType(type) ? pagePath(type, slug) : null
}
