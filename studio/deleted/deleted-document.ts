import type { SanityClient } from '@sanity/client'
import { getDraftId, getPublishedId } from 'sanity'
import { z } from 'zod'
import { apiVersion } from '../project.ts'

const deletedType = 'deletedDocument'

/** How long what was deleted is listed. */
export const keptDays = 90

/**
 * What is left of a document that staff deleted, by which it is found again. It is itself a draft, since all who may
 * delete a draft may write one, and of a type that neither forms nor the site know. Its content stays in the history.
 */
export function deletedDocument(version: { _id: string; _type: string }, title: string, by: string) {
  return {
    _id: getDraftId(crypto.randomUUID()),
    _type: deletedType,
    // No references: nothing is to find it among what refers to the document.
    documentId: getPublishedId(version._id),
    versionId: version._id,
    documentType: version._type,
    revision: '_rev' in version ? version._rev : null,
    title,
    by,
  }
}

const deletedList = z.array(
  z.object({
    _id: z.string(),
    _createdAt: z.string(),
    documentId: z.string(),
    versionId: z.string(),
    documentType: z.string(),
    revision: z.string(),
    title: z.string(),
    by: z.string(),
  }),
)

/** A document that was deleted, and is not there again. */
export type Deleted = z.output<typeof deletedList>[number]

/** The query of what was deleted since `$since`, an ISO instant, and is not there again; the latest first. */
export const deletedQuery = {
  fetch: `*[_type == "deletedDocument" && _createdAt > $since
  && !defined(*[_id in [^.documentId, "drafts." + ^.documentId]][0]._id)
] | order(_createdAt desc)[0...100]{_id, _createdAt, documentId, versionId, documentType, revision, title, by}`,
  listen: '*[_type in $types]',
}

/** The parameters of `deletedQuery` at an instant; `documentTypes` are those that may come back. */
export function deletedParams(now: Temporal.Instant, documentTypes: readonly string[]) {
  const since = now.subtract({ hours: keptDays * 24 }).toString({ smallestUnit: 'millisecond' })
  return { since, types: [...documentTypes, deletedType] }
}

/** Reads the answer to `deletedQuery`: a document that was deleted twice once, as it last was. */
export function parseDeleted(answer: unknown): Deleted[] {
  const ids = new Set<string>()
  return deletedList.parse(answer).filter(({ documentId }) => !ids.has(documentId) && ids.add(documentId))
}

const found = z.object({ documents: z.array(z.looseObject({ _id: z.string(), _type: z.string() })) })

/**
 * Brings a deleted document back as a draft, as it was when it was deleted.
 * @throws Error with words for staff when the history no longer has it; what the Content Lake refuses is thrown, too.
 */
export async function bringBack(client: SanityClient, deleted: Deleted): Promise<void> {
  const { _id, documentId, versionId, revision } = deleted
  const lake = client.withConfig({ apiVersion })
  const { dataset } = client.config()
  const url = `/data/history/${dataset}/documents/${versionId}?revision=${encodeURIComponent(revision)}`
  const [document] = found.parse(await lake.request({ url })).documents
  if (!document) throw new Error('It is no longer kept, and cannot be brought back.')
  const { _rev, _updatedAt, ...content } = document
  await lake
    .transaction()
    .create({ ...content, _id: getDraftId(documentId) })
    .delete(_id)
    .commit({ tag: 'bring-back' })
}
