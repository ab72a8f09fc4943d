const sheet = new CSSStyleSheet()

/**
 * Says of each announcement on the page that nobody has published that it is a draft: it would be taken for the next
 * start. By a style sheet, so that the page stays what it is.
 */
export function markUnpublished(ids: readonly string[]): void {
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet)
  const drafts = ids.map(id => `[data-sanity^="id=${CSS.escape(id)};type=announcement;"]`).join()
  sheet.replaceSync(drafts && rulesFor(`:is(${drafts})`))
}

const rulesFor = (draft: string) => `
  ${draft} { position: relative; outline: 3px dashed #7a5cff; outline-offset: -3px }
  ${draft}::after {
    position: absolute; inset-block-start: 0; inset-inline-end: 0; padding: 0.2rem 0.5rem; content: 'Draft: patients do not see this';
    font: 700 0.75rem/1.2 system-ui, sans-serif; color: #fff; background: #4a2fc4;
  }
  section${draft}::after { position: static; display: block }
`
