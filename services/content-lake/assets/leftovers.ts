import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Lake } from '../lake.ts'
import { findAssetId, findAssetPlace } from './asset-names.ts'

/**
 * Something about originals that can be tidied up: a document that nothing refers to, bytes without a document, or a
 * picture that was kept before notes were stripped. `name` is a document's id or, of bytes, `<kind>/<name>`.
 */
export const leftover = z.object({
  what: z.enum(['unused', 'bytes', 'notes']),
  name: z.string().max(200),
  /** How staff know it. */
  title: z.string(),
  size: z.number(),
})

export type Leftover = z.infer<typeof leftover>

/** An upload whose document is not saved yet is used by nothing: it is left alone this long. */
const graceHours = 24

const kinds = ['images', 'files'] as const

/** Everything that can be tidied up at this instant. */
export async function findLeftovers({ assets, store }: Lake, now: Temporal.Instant): Promise<Leftover[]> {
  const found: Leftover[] = []
  for (const kind of kinds) {
    for (const name of assets.names(kind)) {
      const id = findAssetId(kind, name)
      const doc = id === null ? undefined : store.index.find(id)
      const size = assets.fitSize(kind, name)
      if (!id || !doc) found.push({ what: 'bytes', name: `${kind}/${name}`, title: name, size })
      else {
        const title = typeof doc.originalFilename === 'string' ? doc.originalFilename : name
        if (isUnused(store, id, now)) found.push({ what: 'unused', name: id, title, size })
        else if (kind === 'images' && (await assets.carriesNotes(name).catch(() => false))) {
          found.push({ what: 'notes', name: id, title, size })
        }
      }
    }
  }
  return found
}

/** Who tidies up, and when. */
interface Tidying {
  author: string
  now: Temporal.Instant
}

/** Tidies up one thing, if it is still as it was when it was found; false where it is not. */
export async function removeLeftover(lake: Lake, { what, name }: Leftover, by: Tidying): Promise<boolean> {
  if (what === 'bytes') return removeBytes(lake, name)
  return what === 'unused' ? removeUnused(lake, name, by) : await stripKept(lake, name, by)
}

function removeBytes({ assets, store }: Lake, path: string): boolean {
  const kind = kinds.find(each => path.startsWith(`${each}/`))
  const name = path.slice(path.indexOf('/') + 1)
  const id = kind ? findAssetId(kind, name) : null
  if (!kind || id === null || store.index.find(id)) return false
  assets.remove(kind, name)
  return true
}

/** Removes a document; its bytes go with it. */
function removeUnused({ store }: Lake, id: string, by: Tidying): boolean {
  if (!findAssetPlace(id) || !isUnused(store, id, by.now)) return false
  store.transact({
    ...by,
    id: randomUUID(),
    stage: staging => {
      staging.remove(id, 'delete')
      return [{ id, operation: 'delete' }]
    },
  })
  return true
}

async function stripKept({ assets, store }: Lake, id: string, by: Tidying): Promise<boolean> {
  const place = findAssetPlace(id)
  if (place?.kind !== 'images' || !store.index.find(id)) return false
  if (!(await assets.carriesNotes(place.name))) return false
  const size = await assets.strip(place.name)
  store.transact({
    ...by,
    id: randomUUID(),
    stage: staging => {
      const doc = staging.find(id)
      if (doc) staging.patch(doc, { set: { size } }, 'mutate')
      return [{ id, operation: doc ? 'update' : 'none' }]
    },
  })
  return true
}

/** Whether no document, draft or version refers to an asset, a day after it came. */
function isUnused({ index }: Lake['store'], id: string, now: Temporal.Instant): boolean {
  const doc = index.find(id)
  if (!doc || index.findReferrers(id).size > 0) return false
  const madeAt = Temporal.Instant.from(doc._createdAt)
  return Temporal.Instant.compare(madeAt.add({ hours: graceHours }), now) <= 0
}
