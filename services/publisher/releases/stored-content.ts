import { z } from 'zod'
import type { DocumentRecord, Renderer, Snapshot } from '#renderer/contract.ts'
import type { StoredRelease } from './read-release.ts'
import { groupByShard, readShards } from './shards.ts'

const storedDocument = z
  .object({
    id: z.string(),
    type: z.string(),
    rev: z.string(),
    shownRev: z.string().nullable(),
    content: z.base64().nullable(),
  })
  .transform(
    ({ content, ...document }): DocumentRecord => ({
      ...document,
      content: content === null ? null : new Uint8Array(Buffer.from(content, 'base64')),
    }),
  )

/** A document in the form of its shard. */
export function toStored({ id, type, rev, shownRev, content }: DocumentRecord): unknown {
  return { id, type, rev, shownRev, content: content && Buffer.from(content).toString('base64') }
}

/**
 * Loads the content that a release was made of.
 * @throws Error if it cannot be read, or if other code stored it in another form.
 */
export async function restoreContent(
  release: StoredRelease,
  renderer: Renderer,
  studioUrl: string,
): Promise<Snapshot> {
  const shards = await readShards(release.files, release.contentHashes, storedDocument)
  const documents = Array.from(shards.values(), shard => shard.entries).flat()
  const snapshot = await renderer.restoreSnapshot(documents, release.record.faults, studioUrl)
  // Identical document objects now mean what is on disk.
  release.content ??= new Map(
    [...groupByShard(snapshot.documents, ({ id }) => id)].flatMap(([name, entries]) => {
      const hash = release.contentHashes[name]
      return hash === undefined ? [] : [[name, { hash, entries }]]
    }),
  )
  return snapshot
}
