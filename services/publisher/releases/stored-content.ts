import { z } from 'zod'
import type { DocumentRecord, Renderer, Snapshot } from '#renderer/contract.ts'
import type { StoredRelease } from './release-store.ts'
import { readShards } from './shard-files.ts'
import { toShards } from './shards.ts'

/** The subfolder of a release with the documents that it was made of. */
export const contentName = 'content'

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
  const shards = await readShards(release.folder, contentName, storedDocument)
  const documents = [...shards.values()].flat()
  const snapshot = await renderer.restoreSnapshot(documents, release.record.faults, studioUrl)
  // Identical document objects now mean what is on disk.
  release.content ??= toShards(snapshot.documents, ({ id }) => id)
  return snapshot
}
