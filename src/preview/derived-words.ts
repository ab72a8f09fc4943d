import { z } from 'zod'
import { announcementSentence } from '#domain/announcements.ts'
import { dateInZone, formatDate } from '#domain/clinic-time.ts'
import { disclosure } from '#domain/disclosures.ts'
import { hoursLines, openingWeek } from '#domain/opening-hours.ts'
import { calendarPath } from '#domain/page-path.ts'
import { nextReviewDate } from '#domain/reviews.ts'
import { announcementKinds, regulatoryStatuses, timeOfDayPattern, weekdays } from '#domain/vocabulary.ts'
import type { Found } from './field-words.ts'

const valuesOf = <const Choice extends { value: string }>(choices: readonly Choice[]) =>
  choices.map((choice): Choice['value'] => choice.value)
const text = z.string().nullish().catch(null)
const time = z.string().regex(timeOfDayPattern)

/** What is computed of each type's fields; a draft may be anything. */
const shapes = {
  article: z.object({
    publishedAt: text,
    lastReviewed: text,
    reviewIntervalMonths: z.int().nullish().catch(null),
  }),
  page: z.object({ lastConfirmed: text }),
  person: z.object({ name: text, credentials: text }),
  service: z.object({
    title: z.string(),
    regulatoryStatus: z.enum(valuesOf(regulatoryStatuses)),
  }),
  siteSettings: z.object({
    openingHours: z
      .array(z.object({ days: z.array(z.enum(valuesOf(weekdays))), opens: time, closes: time }))
      .catch([]),
    address: z.object({ locality: text, region: text, postalCode: text }).nullish().catch(null),
  }),
  announcement: z.object({
    _id: z.string(),
    kind: z.enum(valuesOf(announcementKinds)).catch('notice'),
    message: z.string().nullable().catch(null),
    startDate: z.string().nullable().catch(null),
    cancelledUntil: z.string().nullable().catch(null),
    serviceTitle: z.string().nullable().catch(null),
  }),
}

/** What pages say that nobody typed as it stands: dates, hours, sentences made of fields, each with the field to change. */
export function derivedWords(document: { _type: string }, zone: string): Found[] {
  return [
    ...read(shapes.article, 'article', document, ({ publishedAt, lastReviewed, reviewIntervalMonths }) => [
      words('lastReviewed', lastReviewed, formatDate),
      words('reviewIntervalMonths', lastReviewed, date =>
        formatDate(nextReviewDate(date, reviewIntervalMonths ?? 12)),
      ),
      // Of the same date it says least: a page shows it where there is no review alone.
      words('publishedAt', publishedAt, at => formatDate(dateInZone(Temporal.Instant.from(at), zone))),
    ]),
    ...read(shapes.page, 'page', document, ({ lastConfirmed }) => [
      words('lastConfirmed', lastConfirmed, formatDate),
    ]),
    ...read(shapes.person, 'person', document, ({ name, credentials }) => [
      words('name', credentials && name, named => `${named}, ${credentials}`),
    ]),
    ...read(shapes.service, 'service', document, ({ title, regulatoryStatus }) => {
      // The clinic's own note is a field of its own.
      const { heading = '', paragraphs = [] } = disclosure(regulatoryStatus, title, null) ?? {}
      return [heading, ...paragraphs].map(each => words('regulatoryStatus', each, same => same))
    }),
    ...read(shapes.siteSettings, 'siteSettings', document, ({ openingHours, address }) => [
      ...hoursLines(openingHours).flatMap(({ days, text: hours }) =>
        [days, hours].map(each => words('openingHours', each, same => same)),
      ),
      ...openingWeek(openingHours).map(({ text: state }) => words('openingHours', state, same => same)),
      words(
        'address.locality',
        address?.locality,
        city => `${city}, ${address?.region} ${address?.postalCode}`,
      ),
    ]),
    ...read(shapes.announcement, 'announcement', document, announcement => {
      const { _id, kind, message, serviceTitle, cancelledUntil } = announcement
      const isOwn = message !== null && cancelledUntil === null
      const id = _id.replace(/^drafts\./, '')
      const sentence = words(isOwn ? 'message' : 'startDate', _id, () =>
        announcementSentence(announcement, serviceTitle),
      )
      const item: Found = { path: 'startDate', text: calendarPath(id), kind: 'item' }
      return kind === 'groupStart' ? [sentence, item] : [sentence]
    }),
  ].filter(found => found !== null)
}

function read<Shape extends z.ZodType>(
  shape: Shape,
  type: string,
  document: { _type: string },
  find: (fields: z.output<Shape>) => (Found | null)[],
): (Found | null)[] {
  const fields = document._type === type ? shape.safeParse(document) : null
  return fields?.success ? find(fields.data) : []
}

/** The words that are written from a value; null where there is none, or one that cannot be read. */
function words(
  path: string,
  value: string | null | undefined,
  write: (value: string) => string,
): Found | null {
  if (!value) return null
  try {
    return { path, text: write(value), kind: 'words' }
  } catch {
    return null
  }
}
