import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import type { Snapshot } from '../renderer.ts'

/** Which documents are published, and at which revision. */
export type Truth = ReadonlyMap<string, string>

/** Pictures and files count only where a document uses them, and changes revision with them. */
const truthQuery = `*[!(_id in path("_.**")) && !(_type in ["sanity.imageAsset", "sanity.fileAsset"])]{_id, _rev}`

const revisionQuery = '*[_id == $id][0]{_rev, _updatedAt}'

const truthShape = z.array(z.object({ _id: z.string(), _rev: z.string() }))
const revisionShape = z.object({ _rev: z.string(), _updatedAt: z.string() }).nullable()

/** The published documents there are now: the cheapest question that shows a lost webhook. */
export async function loadTruth(client: SanityClient, signal: AbortSignal): Promise<Truth> {
  const answer: unknown = await client.fetch(truthQuery, {}, { signal })
  return new Map(truthShape.parse(answer).map(({ _id, _rev }) => [_id, _rev]))
}

/** The revision of one published document; null when it is not published. */
export async function loadRevision(
  client: SanityClient,
  id: string,
  signal: AbortSignal,
): Promise<{ _rev: string; _updatedAt: string } | null> {
  const answer: unknown = await client.fetch(revisionQuery, { id }, { signal })
  return revisionShape.parse(answer)
}

/** Tells whether the truth holds anything that a snapshot does not. */
export type Comparison = {
  /** Ids of documents that differ, in the truth or gone from it. */
  differences(truth: Truth, snapshot: Snapshot): string[]
  /** `snapshot` was read after `truth` was: what they still differ in is nothing that the site reads. */
  settle(truth: Truth, snapshot: Snapshot): void
}

export function createComparison(): Comparison {
  let ignored = new Set<string>()

  function unknownIn(truth: Truth, snapshot: Snapshot): [id: string, rev: string][] {
    const known = new Map(snapshot.documents.map(({ id, rev }) => [id, rev]))
    return [...truth].filter(([id, rev]) => known.get(id) !== rev)
  }

  return {
    differences(truth, snapshot) {
      const changed = unknownIn(truth, snapshot).filter(([id, rev]) => !ignored.has(`${id}@${rev}`))
      const removed = snapshot.documents.filter(({ id }) => !truth.has(id))
      return [...changed.map(([id]) => id), ...removed.map(({ id }) => id)]
    },
    settle(truth, snapshot) {
      ignored = new Set(unknownIn(truth, snapshot).map(([id, rev]) => `${id}@${rev}`))
    },
  }
}
