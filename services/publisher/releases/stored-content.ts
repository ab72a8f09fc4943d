import { z } from 'zod'
import type { DocumentRecord, Renderer, Snapshot } from '#renderer/contract.ts'
import type { StoredRelease } from './release-store.ts'
import { readShards } from './shard-files.ts'
import { toShards } from './shards.ts'

/** The folder, inside a release's, of the documents that it was made of. */
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

/** A document as a shard holds it. */
export function toStored({ id, type, rev, shownRev, content }: DocumentRecord): unknown {
  return { id, type, rev, shownRev, content: content && Buffer.from(content).toString('base64') }
}

/**
 * Reads back the content that a release was made of.
 * @throws Error if it cannot be read, or if it was kept by code that kept it otherwise.
 */
export async function restoreContent(
  release: StoredRelease,
  renderer: Renderer,
  studioUrl: string,
): Promise<Snapshot> {
  const shards = await readShards(release.folder, contentName, storedDocument)
  const documents = [...shards.values()].flat()
  const snapshot = await renderer.restoreSnapshot(documents, release.record.faults, studioUrl)
  // From here on these very documents stand for what is on the disk.
  release.content ??= toShards(snapshot.documents, ({ id }) => id)
  return snapshot
}
