import { z } from 'zod'
import { announcementFields, draftText } from '../documents/announcement-fields.ts'

/** What “Is it live?” reads of a document in the Studio; drafts may lack anything. */
const studioDocument = z
  .object({
    _id: z.string(),
    _type: z.string(),
    _rev: z.string(),
    _updatedAt: z.string(),
    slug: z.object({ current: z.string() }).nullish().catch(null),
    publishedAt: draftText,
    ...announcementFields(draftText),
  })
  .transform(({ slug, ...document }) => ({ ...document, slug: slug?.current ?? null }))

export type StudioDocument = z.output<typeof studioDocument>

/** The document as “Is it live?” reads it; null for none. */
export function toStudioDocument(document: unknown): StudioDocument | null {
  return studioDocument.safeParse(document).data ?? null
}
