import { z } from 'zod'
import type { DocumentRecord, Renderer, Snapshot } from '#renderer/contract.ts'
import { readManifest, type StoredRelease } from './read-release.ts'
import { groupByShard, readShards } from './shards.ts'

const storedDocument = z
  .object({
    id: z.string(),
    type: z.string(),
    rev: z.string(),
    shownRev: z.string().nullable(),
    content: z.base64().nullable(),
  })
  .transform(({ content, ...document }): readonly [string, DocumentRecord] => [
    document.id,
    { ...document, content: content === null ? null : new Uint8Array(Buffer.from(content, 'base64')) },
  ])

/** A document in the form of its shard. */
export function toStored([id, { type, rev, shownRev, content }]: readonly [string, DocumentRecord]): unknown {
  return { id, type, rev, shownRev, content: content && Buffer.from(content).toString('base64') }
}

/** The documents of a snapshot as entries of shards. */
export function byId({ documents }: Snapshot): (readonly [string, DocumentRecord])[] {
  return documents.map(document => [document.id, document])
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
  const { content } = readManifest(release.files.folder, release.name)
  const shards = readShards(release.files, content, storedDocument)
  const documents = [...shards.values()].flatMap(({ entries }) => entries.map(([, document]) => document))
  const snapshot = await renderer.restoreSnapshot(documents, release.record.faults, studioUrl)
  // Identical document objects now mean what is on disk.
  release.content ??= new Map(
    [...groupByShard(byId(snapshot))].flatMap(([name, entries]) => {
      const hash = shards.get(name)?.hash
      return hash === undefined ? [] : [[name, { hash, entries }]]
    }),
  )
  return snapshot
}
