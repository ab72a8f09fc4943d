import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import type { Snapshot } from '#renderer/contract.ts'

const revisionQuery = '*[_id == $id][0]{_rev, _updatedAt}'
const revisionShape = z.object({ _rev: z.string(), _updatedAt: z.string() }).nullable()

/** The revision of one published document; null when it is not published. */
export async function loadRevision(
  client: SanityClient,
  id: string,
  signal: AbortSignal,
): Promise<{ _rev: string; _updatedAt: string } | null> {
  const answer: unknown = await client.fetch(revisionQuery, { id }, { signal })
  return revisionShape.parse(answer)
}

/** Ids of the documents in which a snapshot differs from what is published: changed, new, or gone. */
export function findDifferences(
  published: readonly { id: string; rev: string }[],
  snapshot: Snapshot,
): string[] {
  const known = new Map(snapshot.documents.map(({ id, rev }) => [id, rev]))
  const changed = published.filter(({ id, rev }) => known.get(id) !== rev)
  const present = new Set(published.map(({ id }) => id))
  return [...changed.map(({ id }) => id), ...known.keys().filter(id => !present.has(id))]
}
