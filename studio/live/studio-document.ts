import { z } from 'zod'

const text = z
  .string()
  .nullish()
  .catch(null)
  .transform(value => value ?? null)

/** What “Is it live?” reads of a document in the Studio; drafts may lack anything. */
const studioDocument = z
  .object({
    _id: z.string(),
    _type: z.string(),
    _rev: z.string(),
    _updatedAt: z.string(),
    slug: z.object({ current: z.string() }).nullish().catch(null),
    publishedAt: text,
    kind: z.enum(['groupStart', 'notice', 'closure']).catch('notice'),
    urgency: z.enum(['routine', 'important', 'urgent']).catch('routine'),
    startDate: text,
    startTime: text,
    showFrom: text,
    showUntil: text,
    message: text,
  })
  .transform(({ slug, ...document }) => ({ ...document, slug: slug?.current ?? null }))

export type StudioDocument = z.output<typeof studioDocument>

/** The document as “Is it live?” reads it; null for none. */
export function toStudioDocument(document: unknown): StudioDocument | null {
  return studioDocument.safeParse(document).data ?? null
}
