// @ts-check
// What staff see among what patients see, and patients do not: announcements that are not published.

/** @typedef {import('#renderer/contract.ts').FieldWords} FieldWords */

const attribute = 'data-preview-unpublished'

const style = new CSSStyleSheet()
style.replaceSync(`
  [${attribute}] { position: relative; outline: 3px dashed #7a5cff; outline-offset: -3px }
  [${attribute}]::after {
    position: absolute; inset-block-start: 0; inset-inline-end: 0; padding: 0.2rem 0.5rem; content: 'Draft: patients do not see this';
    font: 700 0.75rem/1.2 system-ui, sans-serif; color: #fff; background: #4a2fc4;
  }
  section[${attribute}]::after { position: static; display: block }
`)

/**
 * Says of each announcement on the page that nobody has published that it is a draft: it would be taken for the next start.
 * @param {ReadonlyMap<Element, FieldWords>} marks
 */
export function markUnpublished(marks) {
  if (!document.adoptedStyleSheets.includes(style)) document.adoptedStyleSheets.push(style)
  const drafts = new Set()
  for (const [element, { type, isUnpublished }] of marks) {
    if (type !== 'announcement' || !isUnpublished) continue
    drafts.add(element.closest('li, section[aria-label="Announcement"]') ?? element)
  }
  for (const element of document.querySelectorAll(`[${attribute}]`))
    if (!drafts.has(element)) element.removeAttribute(attribute)
  for (const element of drafts) element.setAttribute(attribute, '')
}
