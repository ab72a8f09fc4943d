import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Doc, type DocStub, getKind } from '../documents/documents.ts'
import { isRecord, type JsonObject } from '../documents/json.ts'
import { rejectedItem } from '../errors.ts'
import { requireValidId } from './document-limits.ts'
import { patchOperations } from './patch.ts'
import type { Staging } from './staging.ts'

const stub = z.looseObject({ _id: z.string().optional(), _type: z.string().min(1) })
const query = { query: z.string(), params: z.record(z.string(), z.unknown()).optional() }

const mutation = z.union([
  z.strictObject({ create: stub }),
  z.strictObject({ createOrReplace: stub }),
  z.strictObject({ createIfNotExists: stub }),
  z.strictObject({
    delete: z.union([z.looseObject({ id: z.string() }), z.looseObject(query)]),
  }),
  z.strictObject({
    patch: z.union([
      patchOperations.extend({ id: z.string() }),
      patchOperations.extend({ id: z.array(z.string()) }),
      patchOperations.extend(query),
    ]),
  }),
])

/** A transaction's id is also written to event streams and webhook headers, and is a revision. */
export const transactionId = z.string().regex(/^[A-Za-z0-9._:-]{1,128}$/)

/** The body of `POST data/mutate`. */
export const mutateBody = z.looseObject({
  mutations: z.array(mutation).min(1),
  transactionId: transactionId.optional(),
})

export type MutationRequest = z.infer<typeof mutation>

/** The result of one mutation, in the order of the request. */
export interface MutationResult {
  id: string
  operation: 'create' | 'update' | 'delete' | 'none'
}

/** Finds the ids that a mutation's query selects, in the raw perspective with the transaction's changes so far. */
export type SelectIds = (query: string, params: JsonObject) => string[]

/** Stages mutations in order. Throws if the whole request must fail. */
export function stageMutations(
  staging: Staging,
  mutations: readonly MutationRequest[],
  selectIds: SelectIds,
): MutationResult[] {
  return mutations.flatMap((one, index) => stageOne(staging, one, selectIds, index))
}

function stageOne(
  staging: Staging,
  mutation: MutationRequest,
  selectIds: SelectIds,
  index: number,
): MutationResult[] {
  if ('create' in mutation) return [stageCreate(staging, identified(mutation.create), index)]
  if ('createOrReplace' in mutation) {
    const doc = identified(mutation.createOrReplace)
    const operation = staging.find(doc._id) ? 'update' : 'create'
    staging.put(doc, 'mutate')
    return [{ id: doc._id, operation }]
  }
  if ('createIfNotExists' in mutation) {
    const doc = identified(mutation.createIfNotExists)
    if (staging.find(doc._id)) return [{ id: doc._id, operation: 'none' }]
    return [stageCreate(staging, doc, index)]
  }
  if ('delete' in mutation)
    return findSelectedIds(mutation.delete, selectIds).map(id => stageDelete(staging, id))
  return stagePatch(staging, mutation.patch, selectIds, index)
}

function stageCreate(staging: Staging, doc: DocStub, index: number): MutationResult {
  if (staging.find(doc._id)) {
    const description = `Document by ID "${doc._id}" already exists`
    throw rejectedItem(
      'mutationError',
      409,
      { type: 'documentAlreadyExistsError', description, id: doc._id },
      index,
    )
  }
  staging.put(doc, 'mutate')
  return { id: doc._id, operation: 'create' }
}

function stageDelete(staging: Staging, id: string): MutationResult {
  if (!staging.find(id)) return { id, operation: 'none' }
  staging.remove(id, 'mutate')
  return { id, operation: 'delete' }
}

function stagePatch(
  staging: Staging,
  patch: Extract<MutationRequest, { patch: unknown }>['patch'],
  selectIds: SelectIds,
  index: number,
): MutationResult[] {
  const operations = patchOperations.parse(patch)
  return findSelectedIds(patch, selectIds).map(id => {
    const doc = staging.find(id)
    if (!doc) {
      const description = `The document with the ID "${id}" was not found`
      throw rejectedItem('mutationError', 404, { type: 'documentNotFoundError', description, id }, index)
    }
    checkRevision(doc, operations.ifRevisionID, 'mutationError', index)
    staging.patch(doc, operations, getKind(id) === 'draft' ? 'edit' : 'mutate')
    return { id, operation: 'update' }
  })
}

/** Throws 409 if the caller expects another revision. */
export function checkRevision(
  doc: Doc,
  expected: string | undefined,
  kind: 'mutationError' | 'actionError',
  index: number,
): void {
  if (expected === undefined || doc._rev === expected) return
  throw rejectedItem(
    kind,
    409,
    {
      type: 'documentRevisionIDDoesNotMatchError',
      description: `document "${doc._id}" has unexpected revision ID ("${doc._rev}"), expected "${expected}"`,
      id: doc._id,
      currentRevisionID: doc._rev,
      expectedRevisionID: expected,
    },
    index,
  )
}

function findSelectedIds(selection: JsonObject, selectIds: SelectIds): string[] {
  if (typeof selection.id === 'string') return [selection.id]
  if (Array.isArray(selection.id)) return selection.id.filter(id => typeof id === 'string')
  const params = isRecord(selection.params) ? selection.params : {}
  return selectIds(String(selection.query), params)
}

/** Adds a document's id; none, or one that ends in a dot (`drafts.`), requests a new one. */
function identified(doc: JsonObject & { _id?: string; _type: string }): DocStub {
  const given = doc._id ?? ''
  const id = given === '' || given.endsWith('.') ? given + randomUUID() : given
  requireValidId(id)
  return { ...doc, _id: id }
}
