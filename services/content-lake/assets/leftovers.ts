import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Lake } from '../lake.ts'
import { findAssetId, findAssetPlace } from './asset-names.ts'

/**
 * Something that `npm run purge` can remove: an asset document that nothing refers to, bytes without a document, or the
 * metadata of an old picture. `name` is a document's id or, for bytes, `<kind>/<name>`.
 */
export const leftover = z.object({
  what: z.enum(['unused', 'bytes', 'notes']),
  name: z.string().max(200),
  /** Its name for staff. */
  title: z.string(),
  size: z.number(),
})

export type Leftover = z.infer<typeof leftover>

/** An upload may be unused for this long while its document is being written. */
const graceHours = 24

const kinds = ['images', 'files'] as const

/** Everything that can be removed now. */
export async function findLeftovers({ assets, store }: Lake, now: Temporal.Instant): Promise<Leftover[]> {
  const found: Leftover[] = []
  for (const kind of kinds) {
    for (const name of assets.names(kind)) {
      const id = findAssetId(kind, name)
      const doc = id === null ? undefined : store.index.find(id)
      const size = assets.getSize(kind, name)
      if (!id || !doc) found.push({ what: 'bytes', name: `${kind}/${name}`, title: name, size })
      else {
        const title = typeof doc.originalFilename === 'string' ? doc.originalFilename : name
        if (isUnused(store, id, now)) found.push({ what: 'unused', name: id, title, size })
        else if (kind === 'images' && (await assets.hasMetadata(name).catch(() => false))) {
          found.push({ what: 'notes', name: id, title, size })
        }
      }
    }
  }
  return found
}

/** The author and time of the removal. */
interface Tidying {
  author: string
  now: Temporal.Instant
}

/** Removes one leftover if it still is one; else returns false. */
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

/** Removes a document and with it its bytes. */
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
  if (!(await assets.hasMetadata(place.name))) return false
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

/** Whether no document, draft or version refers to an asset, a day after its upload. */
function isUnused({ index }: Lake['store'], id: string, now: Temporal.Instant): boolean {
  const doc = index.find(id)
  if (!doc || index.findReferrers(id).size > 0) return false
  const madeAt = Temporal.Instant.from(doc._createdAt)
  return Temporal.Instant.compare(madeAt.add({ hours: graceHours }), now) <= 0
}
