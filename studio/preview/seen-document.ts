import { z } from 'zod'
import { announcementFields } from '../documents/announcement-fields.ts'
import { clinicZone, toClinicZone } from '../documents/clinic-zone.ts'

const text = z
  .string()
  .nullish()
  .catch(null)
  .transform(value => value || null)

/** A slug as a document has it, or as a query gives it. */
const slug = z
  .union([z.string(), z.object({ current: z.string() }).transform(({ current }) => current)])
  .nullish()
  .catch(null)
  .transform(value => value || null)

const seenDocument = z
  .object({
    _id: z.string(),
    _type: z.string(),
    title: text,
    name: text,
    slug,
    publishedAt: text,
    isGroup: z.boolean().nullish().catch(false),
    language: text,
    original: z
      .object({ _type: z.string(), language: text, translationOf: z.unknown() })
      .nullish()
      .catch(null),
    ...announcementFields(text),
    service: z.object({ title: text, slug }).nullish().catch(null),
  })
  .transform(({ title, name, ...document }) => ({ ...document, title: title ?? name }))

/** What of a document says on which pages patients see it; a draft may lack anything. */
export type SeenDocument = z.output<typeof seenDocument>

/** Reads a document, or what `seenQuery` gives; null for none. */
export function toSeenDocument(document: unknown): SeenDocument | null {
  return seenDocument.safeParse(document).data ?? null
}

/** The document `$id` as `toSeenDocument` reads it, and the clinic's time zone. */
export const seenQuery = `{
  "document": *[_id == $id][0]{
    _id, _type, title, name, slug, publishedAt, isGroup, language,
    "original": translationOf->{_type, language, translationOf},
    kind, urgency, startDate, startTime, showFrom, showUntil, message, cancelledUntil,
    "service": service->{title, slug}
  },
  "zone": ${clinicZone}
}`

const answer = z.object({
  document: z.unknown(),
  zone: z.object({ timeZone: text, region: text }).nullish(),
})

/** What `seenQuery` answers. */
export function toSeen(given: unknown): { document: SeenDocument | null; zone: string } {
  const { data } = answer.safeParse(given)
  return { document: toSeenDocument(data?.document), zone: toClinicZone(data?.zone) }
}
