import type { Renderer, Snapshot } from '#renderer/contract.ts'
import { describeFault } from '#sanity/faults.ts'
import { findLiveRelease } from '#src/hosts/live-release.ts'

/**
 * Checks that code other than that of the live site, at `siteUrl`, shows all documents that are live.
 * @throws Error that says which it would not show, and why.
 */
export async function checkUpgrade(
  { documents, faults }: Snapshot,
  { codeVersion }: Pick<Renderer, 'codeVersion'>,
  siteUrl: string,
): Promise<void> {
  const hidden = documents.filter(({ shownRev }) => shownRev === null)
  const live = hidden.length > 0 ? await findLiveRelease(siteUrl) : null
  if (live === null || live.codeVersion === codeVersion) return
  const lost = new Set(hidden.filter(({ id }) => live.documents[id] !== undefined).map(({ id }) => id))
  if (lost.size === 0) return
  const reasons = faults.filter(({ documentId }) => lost.has(documentId)).map(describeFault)
  throw new Error(
    `This version of the site would no longer show ${lost.size} of the documents that are live:\n${reasons.join('\n')}\n` +
      'Correct it, or migrate the content; or build with ACCEPT_REMOVAL=1, if all of that is to go.',
  )
}
