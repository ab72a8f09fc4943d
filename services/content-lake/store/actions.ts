import { z } from 'zod'
import { type Doc, type DocStub, getKind, toDraftId } from '../documents/documents.ts'
import { isRecord, type JsonObject } from '../documents/json.ts'
import { LakeError, rejectedItem } from '../errors.ts'
import { checkRevision, transactionId } from './mutations.ts'
import { patchOperations } from './patch.ts'
import type { Cause, Staging } from './staging.ts'

const id = z.string().min(1).max(128)
const attributes = z.looseObject({ _id: id, _type: z.string().min(1) })
const action = z.discriminatedUnion('actionType', [
  z.looseObject({
    actionType: z.literal('sanity.action.document.create'),
    publishedId: id,
    attributes,
    ifExists: z.enum(['fail', 'ignore']).default('fail'),
  }),
  z.looseObject({
    actionType: z.literal('sanity.action.document.edit'),
    draftId: id,
    publishedId: id,
    patch: patchOperations,
  }),
  z.looseObject({
    actionType: z.literal('sanity.action.document.publish'),
    draftId: id,
    publishedId: id,
    ifDraftRevisionId: z.string().optional(),
    ifPublishedRevisionId: z.string().optional(),
  }),
  z.looseObject({
    actionType: z.literal('sanity.action.document.unpublish'),
    draftId: id,
    publishedId: id,
  }),
  z.looseObject({
    actionType: z.literal('sanity.action.document.delete'),
    publishedId: id,
    includeDrafts: z.array(id).default([]),
  }),
  z.looseObject({ actionType: z.literal('sanity.action.document.discard'), draftId: id }),
  z.looseObject({ actionType: z.literal('sanity.action.document.version.discard'), versionId: id }),
  z.looseObject({
    actionType: z.literal('sanity.action.document.replaceDraft'),
    publishedId: id,
    attributes,
  }),
  z.looseObject({
    actionType: z.literal('sanity.action.document.version.replace'),
    document: attributes,
  }),
  z.looseObject({
    actionType: z.literal('sanity.action.document.version.create'),
    publishedId: id,
    document: attributes.optional(),
    baseId: id.optional(),
    versionId: id.optional(),
    ifBaseRevisionId: z.string().optional(),
  }),
])

/** The body of `POST data/actions`. `parseAction` rejects unknown actions by name. */
export const actionsBody = z.looseObject({
  actions: z.array(z.looseObject({ actionType: z.string() })),
  transactionId: transactionId.optional(),
  dryRun: z.boolean().optional(),
})

type Action = z.infer<typeof action>

/** Parses an action. Throws 400 if it is malformed, 501 (which the Studio retries) if it is unknown. */
export function parseAction(given: JsonObject, index: number): Action {
  const parsed = action.safeParse(given)
  if (parsed.success) return parsed.data
  const name = String(given.actionType)
  if (!action.options.some(option => option.shape.actionType.value === name)) {
    throw new LakeError(
      501,
      'unknownAction',
      `The local Content Lake does not know the action “${name}” yet.`,
    )
  }
  const fault = z.prettifyError(parsed.error)
  throw rejectedItem('actionError', 400, { type: 'invalidAction', description: `${name}: ${fault}` }, index)
}

/** Stages one of Sanity's document actions. Throws if it fails. */
export function stageAction(staging: Staging, action: Action, index: number): void {
  switch (action.actionType) {
    case 'sanity.action.document.create':
      create(staging, action.attributes, action.ifExists, index)
      break
    case 'sanity.action.document.edit':
      edit(staging, action, index)
      break
    case 'sanity.action.document.publish':
      publish(staging, action, index)
      break
    case 'sanity.action.document.unpublish':
      unpublish(staging, action, index)
      break
    case 'sanity.action.document.delete':
      deleteGroup(staging, action, index)
      break
    case 'sanity.action.document.discard':
      discard(staging, action.draftId, index)
      break
    case 'sanity.action.document.version.discard':
      discard(staging, action.versionId, index)
      break
    case 'sanity.action.document.replaceDraft':
      replace(staging, action.attributes, index)
      break
    case 'sanity.action.document.version.replace':
      replace(staging, action.document, index)
      break
    case 'sanity.action.document.version.create':
      createVersion(staging, action, index)
      break
  }
}

type ActionOf<T extends Action['actionType']> = Extract<Action, { actionType: T }>

function create(staging: Staging, attributes: DocStub, ifExists: 'fail' | 'ignore', index: number): void {
  requireUnpublishedId(attributes._id, index)
  if (staging.find(attributes._id)) {
    if (ifExists === 'ignore') return
    throw refused(
      409,
      'documentAlreadyExistsError',
      `Document by ID "${attributes._id}" already exists`,
      index,
    )
  }
  staging.put(attributes, 'create')
}

function edit(staging: Staging, action: ActionOf<'sanity.action.document.edit'>, index: number): void {
  requireUnpublishedId(action.draftId, index)
  let draft = staging.find(action.draftId)
  if (!draft) {
    const published = getDocument(staging, action.publishedId, index)
    staging.put({ ...published, _id: action.draftId }, 'create')
    draft = getDocument(staging, action.draftId, index)
  }
  staging.patch(draft, action.patch, 'edit')
}

function publish(staging: Staging, action: ActionOf<'sanity.action.document.publish'>, index: number): void {
  requireUnpublishedId(action.draftId, index)
  const draft = getDocument(staging, action.draftId, index)
  checkRevision(draft, action.ifDraftRevisionId, 'actionError', index)
  const published = staging.find(action.publishedId)
  if (published) checkRevision(published, action.ifPublishedRevisionId, 'actionError', index)
  else if (action.ifPublishedRevisionId !== undefined) {
    throw refused(
      409,
      'documentNotFoundError',
      `Document "${action.publishedId}" is not published any more`,
      index,
    )
  }
  const createdAt = published?._createdAt ?? draft._createdAt
  staging.put({ ...strengthened(draft), _id: action.publishedId, _createdAt: createdAt }, 'publish')
  staging.remove(action.draftId, 'publish')
}

function unpublish(
  staging: Staging,
  action: ActionOf<'sanity.action.document.unpublish'>,
  index: number,
): void {
  const published = getDocument(staging, action.publishedId, index)
  if (!staging.find(action.draftId)) staging.put({ ...published, _id: action.draftId }, 'unpublish')
  staging.remove(action.publishedId, 'unpublish')
}

function deleteGroup(
  staging: Staging,
  action: ActionOf<'sanity.action.document.delete'>,
  index: number,
): void {
  getDocument(staging, action.publishedId, index)
  const draftId = toDraftId(action.publishedId)
  if (staging.find(draftId) && !action.includeDrafts.includes(draftId)) {
    throw refused(
      409,
      'documentHasDraftsError',
      `Document "${action.publishedId}" has a draft that would be lost`,
      index,
    )
  }
  for (const draft of action.includeDrafts) if (staging.find(draft)) staging.remove(draft, 'delete')
  staging.remove(action.publishedId, 'delete')
}

function discard(staging: Staging, versionId: string, index: number): void {
  requireUnpublishedId(versionId, index)
  getDocument(staging, versionId, index)
  staging.remove(versionId, 'discard')
}

function replace(staging: Staging, attributes: DocStub, index: number): void {
  requireUnpublishedId(attributes._id, index)
  const current = staging.find(attributes._id)
  putCopy(staging, attributes, attributes._id, current?._createdAt, 'replace')
}

function createVersion(
  staging: Staging,
  action: ActionOf<'sanity.action.document.version.create'>,
  index: number,
): void {
  if (action.document) {
    create(staging, action.document, 'fail', index)
    return
  }
  if (action.baseId === undefined || action.versionId === undefined) {
    throw refused(400, 'invalidAction', 'A version needs a document, or a base and an id', index)
  }
  const base = getDocument(staging, action.baseId, index)
  checkRevision(base, action.ifBaseRevisionId, 'actionError', index)
  create(staging, { ...base, _id: action.versionId }, 'fail', index)
}

function putCopy(
  staging: Staging,
  source: DocStub,
  documentId: string,
  createdAt: string | undefined,
  cause: Cause,
): void {
  const { _createdAt: _, ...rest } = source
  staging.put(
    { ...rest, _id: documentId, _type: source._type, ...(createdAt && { _createdAt: createdAt }) },
    cause,
  )
}

function getDocument(staging: Staging, documentId: string, index: number): Doc {
  const doc = staging.find(documentId)
  if (doc) return doc
  throw refused(404, 'documentNotFoundError', `The document with the ID "${documentId}" was not found`, index)
}

/** Only drafts and versions are edited; a published document changes by publishing. */
function requireUnpublishedId(documentId: string, index: number): void {
  if (getKind(documentId) !== 'published') return
  throw refused(
    400,
    'invalidDocumentId',
    `"${documentId}" is the id of a published document, not of a draft`,
    index,
  )
}

function refused(status: number, type: string, description: string, index: number): LakeError {
  return rejectedItem('actionError', status, { type, description }, index)
}

/**
 * A reference to an unpublished document is weak and has `_strengthenOnPublish`, written by the Studio's reference input:
 * publishing makes the reference strong, unless it says `weak`.
 */
function strengthened(doc: Doc): Doc {
  return { ...doc, ...withStrongReferences(doc) }
}

function withStrongReferences(object: JsonObject): JsonObject {
  const result: JsonObject = {}
  const rule = object._strengthenOnPublish
  for (const [field, value] of Object.entries(object)) {
    if (rule !== undefined && (field === '_weak' || field === '_strengthenOnPublish')) continue
    result[field] = Array.isArray(value) ? value.map(strengthenedValue) : strengthenedValue(value)
  }
  if (isRecord(rule) && rule.weak === true) result._weak = true
  return result
}

function strengthenedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strengthenedValue)
  return isRecord(value) ? withStrongReferences(value) : value
}
