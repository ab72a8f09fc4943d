import type { SanityClient } from '@sanity/client'
import { loadEarlierVersions } from '#sanity/earlier-versions.ts'
import { ContentError } from '#sanity/faults.ts'
import type { KeptDocument } from '#sanity/kept-document.ts'
import { type LoadOptions, loadSnapshot } from '#sanity/load-snapshot.ts'
import { documentsById, type Previous, type Snapshot } from '#sanity/snapshot.ts'
import { findLiveRelease } from './live-release.ts'

/**
 * `loadSnapshot`, with the last good versions of `lastGoodFrom` if that is given.
 * @throws ContentError when the settings or the home page are missing or broken, with no good version left.
 */
export async function loadWithLastGood(
  client: SanityClient,
  previous?: Previous,
  options: LoadOptions = {},
): Promise<Snapshot> {
  const { lastGoodFrom } = options
  if (lastGoodFrom === undefined) return await loadSnapshot(client, previous, options)
  const lastGood = new Map<string, KeptDocument>()
  const tried = new Set<string>()
  for (;;) {
    const documents = new Map([...documentsById(previous), ...lastGood])
    const read = await tryLoad(client, [...documents.values()], options)
    const hidden = findHidden(read).difference(tried)
    const shown = hidden.size > 0 ? ((await findLiveRelease(lastGoodFrom))?.documents ?? {}) : {}
    const revisions = [...hidden].flatMap(id => (shown[id] ? [{ id, rev: shown[id] }] : []))
    for (const id of hidden) tried.add(id)
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
  options: LoadOptions,
): Promise<Snapshot | ContentError> {
  try {
    return await loadSnapshot(client, { documents }, options)
  } catch (error) {
    if (error instanceof ContentError) return error
    throw error
  }
}

/** Ids of documents that are held back with no version in their place. */
function findHidden(read: Snapshot | ContentError): Set<string> {
  const faulty = new Set(read.faults.map(({ documentId }) => documentId))
  if (read instanceof ContentError) return faulty
  const { documents } = read
  return faulty.difference(new Set(documents.filter(({ shown }) => shown !== null).map(({ id }) => id)))
}
