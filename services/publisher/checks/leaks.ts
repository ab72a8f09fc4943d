/**
 * What must never reach patients: marks that editing tools hide in text (stega: runs of zero-width characters), and ids of
 * drafts and of versions in content releases.
 */

/** @sanity/client writes at least four of these in a row; real text has one between letters, two at most. */
const stegaRun = /[\u200B-\u200D\u2060-\u2064\uFEFF\u{1D173}-\u{1D17A}]{4,}/u

/** Half of one of these at least: that there is none in a text is seen in a third of the time. */
const stegaUnit = /[\u200B-\u200D\u2060-\u2064\uFEFF\uD834]/

const draftId = /\b(?:drafts|versions)\.[A-Za-z0-9_-][A-Za-z0-9._-]*/

/** The words before an editing mark, so that staff find it; null if there is none. */
export function findStega(text: string): string | null {
  const at = stegaUnit.test(text) ? stegaRun.exec(text)?.index : undefined
  return at === undefined
    ? null
    : text
        .slice(Math.max(0, at - 40), at)
        .replace(/\s+/g, ' ')
        .trim()
}

/** A draft's id in text that is not prose: attributes, scripts, data. Null if there is none. */
export function findDraftId(text: string): string | null {
  return draftId.exec(text)?.[0] ?? null
}
