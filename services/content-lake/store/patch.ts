import { Mutation } from '@sanity/mutator'
import { z } from 'zod'
import type { Doc } from '../documents/documents.ts'
import { storable } from '../documents/json.ts'
import { LakeError } from '../errors.ts'

/** A path into a document. */
const path = z.string().max(2000)
const byPath = z.record(path, z.unknown())
const numbersByPath = z.record(path, z.number())
const insert = z.union([
  z.strictObject({ before: path, items: z.array(z.unknown()) }),
  z.strictObject({ after: path, items: z.array(z.unknown()) }),
  z.strictObject({ replace: path, items: z.array(z.unknown()) }),
])

/** The operations of one patch, by Sanity's names; paths are JSONMatch. */
export const patchOperations = z.object({
  set: byPath.optional(),
  setIfMissing: byPath.optional(),
  unset: z.array(path).optional(),
  inc: numbersByPath.optional(),
  dec: numbersByPath.optional(),
  insert: insert.optional(),
  diffMatchPatch: z.record(path, z.string()).optional(),
  ifRevisionID: z.string().optional(),
})

export type PatchOperations = z.infer<typeof patchOperations>

/**
 * Applies a patch with the Studio's own engine, so that what an editor sees while typing is what is stored. System fields
 * do not change. Throws 400 for a wrong path or operation.
 */
export function patched(doc: Doc, patch: PatchOperations): Doc {
  const { ifRevisionID: _, ...operations } = patch
  try {
    const result = new Mutation({ mutations: [{ patch: { id: doc._id, ...operations } }] }).apply(doc)
    const { _id, _type, _rev, _createdAt, _updatedAt } = doc
    return storable({ ...result, _id, _type, _rev, _createdAt, _updatedAt })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new LakeError(400, 'mutationError', `The patch of “${doc._id}” cannot be applied: ${reason}`, {
      cause: error,
    })
  }
}
