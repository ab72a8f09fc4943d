import { compareIds, type Doc, kindOf, publishedIdOf, releaseOf } from './documents.ts'
import { LakeError } from './errors.ts'
import { isRecord } from './json.ts'

/**
 * `raw` shows every document as it is stored; `published` no draft and no version; a list shows one document a
 * group, taken from the first layer of the list that has it, `published` being always the last.
 */
export type Perspective = 'raw' | 'published' | readonly string[]

/** Since this version a query without a perspective sees published documents; before, all (Sanity's change of default). */
const publishedByDefaultSince = '2025-02-19'

/** Reads the `perspective` parameter. Throws 400 where it names none. `apiVersion` is `v2025-02-19`, `v1` or `vX`. */
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
 * The documents a perspective shows, ordered by id. In a list of layers each document carries the published id,
 * with the id it is stored under in `_originalId`. A version marked for deletion hides its document.
 */
export function overlay(docs: readonly Doc[], perspective: Perspective): readonly Doc[] {
  if (perspective === 'raw') return docs
  if (perspective === 'published') return docs.filter(doc => kindOf(doc._id) === 'published')
  const layers = perspective.includes('published') ? perspective : [...perspective, 'published']
  const chosen = new Map<string, { doc: Doc; rank: number }>()
  for (const doc of docs) {
    const rank = layers.indexOf(layerOf(doc._id))
    if (rank === -1) continue
    const group = publishedIdOf(doc._id)
    const best = chosen.get(group)
    if (!best || rank < best.rank) chosen.set(group, { doc, rank })
  }
  return [...chosen]
    .filter(([, { doc }]) => !isMarkedForDeletion(doc))
    .map(([group, { doc }]) => ({ ...doc, _id: group, _originalId: doc._id }))
    .sort((a, b) => compareIds(a._id, b._id))
}

function layerOf(id: string): string {
  const kind = kindOf(id)
  if (kind === 'published') return 'published'
  return kind === 'draft' ? 'drafts' : (releaseOf(id) ?? '')
}

function isMarkedForDeletion(doc: Doc): boolean {
  return isRecord(doc._system) && doc._system.delete === true
}
