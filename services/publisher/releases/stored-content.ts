import { z } from 'zod'
import type { DocumentRecord, Renderer, Snapshot } from '#renderer/contract.ts'
import { readManifest, type StoredRelease } from './read-release.ts'
import { readShards } from './shards.ts'

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

const indexes = new WeakMap<Snapshot, ReadonlyMap<string, DocumentRecord>>()

/** The documents of a snapshot by their ids. */
export function byId(snapshot: Snapshot): ReadonlyMap<string, DocumentRecord> {
  const index = indexes.get(snapshot) ?? new Map(snapshot.documents.map(document => [document.id, document]))
  indexes.set(snapshot, index)
  return index
}

/** Loads the records that a release was made of. @throws Error if they cannot be read. */
export function loadRecords(release: StoredRelease): DocumentRecord[] {
  return loadShards(release)
    .values()
    .flatMap(({ entries }) => entries.map(([, document]) => document))
    .toArray()
}

function loadShards({ files, name }: StoredRelease) {
  return readShards(files, readManifest(files.folder, name).content, storedDocument)
}

/** Whether a release's content was read and validated as the renderer does. */
export function isReadAlike(release: StoredRelease, { contentVersion }: Renderer): boolean {
  return contentVersionOf(release) === contentVersion
}

/** Where code had none, all of it counts. */
function contentVersionOf({ record }: StoredRelease): string {
  return record.contentVersion ?? record.codeVersion
}

/**
 * Loads the content that a release was made of.
 * @throws Error if it cannot be read, or if the renderer can make no site of what another content version stored.
 */
export async function restoreContent(
  release: StoredRelease,
  renderer: Renderer,
  studioUrl: string,
): Promise<Snapshot> {
  const shards = loadShards(release)
  const documents = [...shards.values()].flatMap(({ entries }) => entries.map(([, document]) => document))
  const { codeVersion, faults } = release.record
  const contentVersion = contentVersionOf(release)
  const keptBy = { codeVersion, contentVersion, faults, studioUrl }
  const snapshot = await renderer.restoreSnapshot(documents, keptBy)
  // Documents that were validated again are not what is on disk.
  if (!isReadAlike(release, renderer)) return snapshot
  // Identical document objects now mean what is on disk.
  const values = byId(snapshot)
  const kept = [...shards].map(([name, { hash, entries }]) => {
    const documents = entries.flatMap(([id]): (readonly [string, DocumentRecord])[] => {
      const document = values.get(id)
      return document ? [[id, document]] : []
    })
    return [name, { hash, entries: documents }] as const
  })
  release.content ??= { values, shards: new Map(kept) }
  return snapshot
}
