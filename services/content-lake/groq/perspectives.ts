import { type Doc, findRelease, getKind, toPublishedId } from '../documents/documents.ts'
import { isRecord } from '../documents/json.ts'
import { renameDocument } from '../documents/lazy-document.ts'
import { LakeError } from '../errors.ts'

/**
 * `raw` shows every stored document, `published` no drafts and versions; a list shows one document a group, from the
 * first layer that has it; the last layer is always `published`.
 */
export type Perspective = 'raw' | 'published' | readonly string[]

/** Since this version a query without a perspective sees published documents; before, all (Sanity's change of default). */
const publishedByDefaultSince = '2025-02-19'

/** Parses the `perspective` parameter. Throws 400 for an unknown one. `apiVersion` is `v2025-02-19`, `v1` or `vX`. */
export function parsePerspective(given: string | null, apiVersion: string): Perspective {
  if (given === null || given === '') return defaultPerspective(apiVersion)
  if (given === 'raw' || given === 'published') return given
  if (given === 'previewDrafts') return ['drafts']
  const layers = given.split(',')
  if (layers.some(layer => !/^[a-zA-Z0-9_-]+$/.test(layer)) || layers.includes('raw')) {
    throw new LakeError(
      400,
      'invalidPerspective',
      `“${given}” is no perspective. Use raw, published, drafts, or a list of release names.`,
    )
  }
  return layers
}

function defaultPerspective(apiVersion: string): Perspective {
  const date = apiVersion.replace(/^v/, '')
  if (date === 'X') return 'published'
  return /^\d{4}-\d\d-\d\d$/.test(date) && date >= publishedByDefaultSince ? 'published' : 'raw'
}

export function perspectiveKey(perspective: Perspective): string {
  return typeof perspective === 'string' ? perspective : perspective.join(',')
}

/**
 * What a perspective shows of a stored document's group: the id, and the document under it, if any. In a list of layers
 * it carries the published id, with the id it is stored under in `_originalId`; a version marked for deletion hides it.
 */
export function findShown(
  storedId: string,
  perspective: Perspective,
  find: (id: string) => Doc | undefined,
): { id: string; doc: Doc | null } {
  if (perspective === 'raw') return { id: storedId, doc: find(storedId) ?? null }
  if (perspective === 'published') {
    return { id: storedId, doc: getKind(storedId) === 'published' ? (find(storedId) ?? null) : null }
  }
  const id = toPublishedId(storedId)
  for (const layer of toLayers(perspective)) {
    const candidate = idInLayer(id, layer)
    const doc = findLayer(candidate) === layer ? find(candidate) : undefined
    if (doc) return { id, doc: isMarkedForDeletion(doc) ? null : renameDocument(doc, id) }
  }
  return { id, doc: null }
}

function toLayers(perspective: readonly string[]): readonly string[] {
  return perspective.includes('published') ? perspective : [...perspective, 'published']
}

function idInLayer(group: string, layer: string): string {
  if (layer === 'published') return group
  return layer === 'drafts' ? `drafts.${group}` : `versions.${layer}.${group}`
}

function findLayer(id: string): string {
  const kind = getKind(id)
  if (kind === 'published') return 'published'
  return kind === 'draft' ? 'drafts' : (findRelease(id) ?? '')
}

function isMarkedForDeletion(doc: Doc): boolean {
  return isRecord(doc._system) && doc._system.delete === true
}
