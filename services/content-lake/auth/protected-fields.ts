import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { type DocStub, getKind, toPublishedId } from '../documents/documents.ts'
import { LakeError } from '../errors.ts'
import type { Staging } from '../store/staging.ts'
import type { Identity } from './auth.ts'

/** The fields that only administrators change, by the type of the document. */
export type ProtectedFields = Readonly<Record<string, readonly string[]>>

const shape = z.record(z.string(), z.array(z.string().min(1)))

/** Reads them from a JSON file. @throws Error that names the file where it is missing or malformed. */
export function readProtectedFields(file: string): ProtectedFields {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new Error(
      `${file} says which fields only administrators may change, and cannot be read (${cause instanceof Error ? cause.message : cause}). Put it back.`,
      { cause },
    )
  }
}

/**
 * Throws 403 if anybody but an administrator would change a protected field by this transaction, whichever mutation or
 * action does it. New and deleted drafts or versions are compared with the published document: an editor may start and
 * discard other work on it, but not an administrator's change.
 */
export function requireProtectedFieldsKept(
  identity: Identity,
  staging: Staging,
  protectedFields: ProtectedFields,
): void {
  if (identity.role === 'administrator') return
  for (const { documentId, before, after } of staging.changes()) {
    const isPublished = getKind(documentId) === 'published'
    const published = isPublished ? null : staging.findStored(toPublishedId(documentId))
    const from = readProtected(before ?? published, protectedFields)
    const to = readProtected(after ?? published, protectedFields)
    const changed = [...from.keys(), ...to.keys()].find(
      field => !isDeepStrictEqual(from.get(field), to.get(field)),
    )
    if (changed === undefined) continue
    throw new LakeError(
      403,
      'insufficientPermissionsError',
      `Only an administrator may change “${changed}” of “${documentId}”: its words have legal weight. Nothing was changed.`,
    )
  }
}

/** The values of a document's protected fields; empty for a document of another type. */
function readProtected(doc: DocStub | null, protectedFields: ProtectedFields): Map<string, unknown> {
  const fields = doc && Object.hasOwn(protectedFields, doc._type) ? (protectedFields[doc._type] ?? []) : []
  return new Map(fields.map(field => [field, doc?.[field] ?? undefined]))
}
