/**
 * What must never reach patients: marks that the editing tools hide in text (stega: runs of zero-width characters), and
 * the ids of drafts and of versions in a content release.
 */

/** @sanity/client writes at least four of these in a row; real text has one between letters, two at most. */
const stegaRun = /[\u200B-\u200D\u2060-\u2064\uFEFF\u{1D173}-\u{1D17A}]{4,}/u

const draftId = /\b(?:drafts|versions)\.[A-Za-z0-9_-][A-Za-z0-9._-]*/

/** The words just before an editing mark, so that staff find it; null when there is none. */
export function findStega(text: string): string | null {
  const at = stegaRun.exec(text)?.index
  return at === undefined
    ? null
    : text
        .slice(Math.max(0, at - 40), at)
        .replace(/\s+/g, ' ')
        .trim()
}

/** A draft's id in text that no editor wrote as prose: attributes, scripts, data. Null when there is none. */
export function findDraftId(text: string): string | null {
  return draftId.exec(text)?.[0] ?? null
}
