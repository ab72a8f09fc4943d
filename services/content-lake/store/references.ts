import { findReferences } from '../documents/documents.ts'
import { LakeError } from '../errors.ts'
import type { Staging } from './staging.ts'

/**
 * Sanity's rule: a strong reference leads to an existing document. Throws 409 if a transaction would delete a document
 * that another refers to, or write a reference to a missing one.
 */
export function checkReferences(staging: Staging): void {
  for (const { documentId, after } of staging.changes()) {
    if (after === null) checkDeletion(staging, documentId)
    else checkTargets(staging, documentId)
  }
}

function checkDeletion(staging: Staging, id: string): void {
  const referencingIDs = [...staging.findReferrers(id)].filter(
    other => other !== id && refersStrongly(staging, other, id),
  )
  if (referencingIDs.length === 0) return
  throw new LakeError(
    409,
    'mutationError',
    `The mutation(s) failed: Document "${id}" cannot be deleted as there are references to it from ${quoted(referencingIDs)}`,
    {
      items: [
        {
          error: {
            type: 'documentHasExistingReferencesError',
            description: `Document "${id}" cannot be deleted as there are references to it from ${quoted(referencingIDs)}`,
            id,
            referencingIDs,
          },
        },
      ],
    },
  )
}

function checkTargets(staging: Staging, id: string): void {
  const doc = staging.find(id)
  if (!doc) return
  for (const { to, weak } of findReferences(doc)) {
    if (weak || staging.has(to)) continue
    const description = `Document "${id}" references non-existent document "${to}"`
    throw new LakeError(409, 'mutationError', `The mutation(s) failed: ${description}`, {
      items: [{ error: { type: 'documentReferenceDoesNotExistError', description, id, referenceID: to } }],
    })
  }
}

function refersStrongly(staging: Staging, from: string, to: string): boolean {
  const doc = staging.find(from)
  return doc !== null && findReferences(doc).some(reference => reference.to === to && !reference.weak)
}

function quoted(ids: string[]): string {
  return ids.map(id => `"${id}"`).join(', ')
}
