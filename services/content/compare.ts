import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'

/** A document as it is stored. */
export const storedDocument = z.looseObject({ _id: z.string(), _type: z.string() })
export type StoredDocument = z.infer<typeof storedDocument>

/** What a copy would do. */
export interface Comparison {
  /** Documents that the target lacks. */
  added: StoredDocument[]
  /** Documents of the source that the target has in another form. */
  changed: StoredDocument[]
  same: number
  /** Documents that only the target has: they stay. */
  others: number
}

/** Of the Content Lake itself: who copies a document changes them, and nothing else of it. */
const ownFields = new Set(['_rev', '_createdAt', '_updatedAt', '_system'])

/** Compares all documents of two Content Lakes. */
export function compareContent(
  source: readonly StoredDocument[],
  target: readonly StoredDocument[],
): Comparison {
  const existing = new Map(target.map(document => [document._id, document]))
  const added: StoredDocument[] = []
  const changed: StoredDocument[] = []
  for (const document of source) {
    const other = existing.get(document._id)
    if (!other) added.push(document)
    else if (!isDeepStrictEqual(withoutOwnFields(document), withoutOwnFields(other))) changed.push(document)
  }
  const sourceIds = new Set(source.map(({ _id }) => _id))
  return {
    added,
    changed,
    same: source.length - added.length - changed.length,
    others: target.filter(({ _id }) => !sourceIds.has(_id)).length,
  }
}

function withoutOwnFields(document: StoredDocument): Record<string, unknown> {
  return Object.fromEntries(Object.entries(document).filter(([field]) => !ownFields.has(field)))
}
