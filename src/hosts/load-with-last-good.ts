import type { SanityClient } from '@sanity/client'
import { loadEarlierVersions } from '#sanity/earlier-versions.ts'
import { ContentError } from '#sanity/faults.ts'
import type { KeptDocument } from '#sanity/kept-document.ts'
import { loadSnapshot } from '#sanity/load-snapshot.ts'
import type { Snapshot } from '#sanity/snapshot.ts'
import { findLiveRelease } from './live-release.ts'

/**
 * Reads what is published where nothing is kept from one build to the next: of a document that is held back, the version
 * that the live site shows stays in its place, as long as Sanity's history has it.
 * @throws ContentError when the settings or the home page are missing or broken, and the live site shows none.
 */
export async function loadWithLastGood(
  client: SanityClient,
  { siteUrl, studioUrl }: { siteUrl: string; studioUrl: string | undefined },
): Promise<Snapshot> {
  const lastGood = new Map<string, KeptDocument>()
  const tried = new Set<string>()
  for (;;) {
    const read = await tryLoad(client, [...lastGood.values()], studioUrl)
    const heldBack = new Set(read.faults.map(({ documentId }) => documentId)).difference(tried)
    const shown = heldBack.size > 0 ? ((await findLiveRelease(siteUrl))?.documents ?? {}) : {}
    const revisions = [...heldBack].flatMap(id => (shown[id] ? [{ id, rev: shown[id] }] : []))
    for (const id of heldBack) tried.add(id)
    const earlier = revisions.length > 0 ? await loadEarlierVersions(client, revisions) : []
    for (const document of earlier) lastGood.set(document.id, document)
    // Again, if there are any: an address that one of them keeps can hold back another document.
    if (earlier.length > 0) continue
    if (read instanceof ContentError) throw read
    return read
  }
}

async function tryLoad(
  client: SanityClient,
  documents: readonly KeptDocument[],
  studioUrl: string | undefined,
): Promise<Snapshot | ContentError> {
  try {
    return await loadSnapshot(client, { documents }, { studioUrl })
  } catch (error) {
    if (error instanceof ContentError) return error
    throw error
  }
}
