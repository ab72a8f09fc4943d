// @ts-check
// Which element of the page shows which field: found by its words, so that the page is what patients get to the letter.

import { plainWords } from './plain-words.js'

/** @typedef {import('../editing/field-words.ts').FieldWords} FieldWords */

/** Words shorter than this are looked for as a whole element alone, in characters. */
const fewestWithin = 8

/** No text of the page, though it is in its tree. */
const silent = 'script, style, template, noscript'

/**
 * The elements of `body` that show one of these fields. Of documents that say the same, the one counts whose page this
 * is, or to whose page the words lead. `own` is no part of the page.
 * @param {HTMLElement} body @param {readonly FieldWords[]} fields @param {Element} own
 * @returns {Map<Element, FieldWords>}
 */
export function findMarks(body, fields, own) {
  /** @type {Map<Element, FieldWords>} */
  const marks = new Map()
  const elements = [...body.querySelectorAll('*')].filter(
    element => element !== own && !element.closest(silent),
  )
  const texts = new Map(elements.map(element => [element, plainWords(element.textContent ?? '')]))

  /** @param {Element} element @param {readonly FieldWords[]} candidates */
  function mark(element, candidates) {
    const [best] = candidates.toSorted((a, b) => rank(element, a) - rank(element, b))
    if (best && !marks.has(element)) marks.set(element, best)
  }

  const words = byText(fields.filter(({ kind }) => kind === 'words'))
  for (const [element, text] of texts) {
    const candidates = words.get(text)
    const isInnermost = ![...element.children].some(child => texts.get(child) === text)
    if (candidates && isInnermost) mark(element, candidates)
  }
  for (const image of body.querySelectorAll('img[alt]')) {
    const alt = plainWords(image.getAttribute('alt') ?? '')
    mark(image, alt ? fields.filter(({ kind, text }) => kind === 'picture' && plainWords(text) === alt) : [])
  }
  for (const link of body.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href') ?? ''
    mark(
      link,
      fields.filter(({ kind, text }) => kind === 'link' && href.startsWith(text)),
    )
  }
  markWithin(texts, words, marks, mark)
  return marks
}

/**
 * Words among others: a paragraph with the number of a source in it, a sentence with a date behind it.
 * @param {ReadonlyMap<Element, string>} texts @param {ReadonlyMap<string, FieldWords[]>} words
 * @param {ReadonlyMap<Element, FieldWords>} marks @param {(element: Element, candidates: FieldWords[]) => void} mark
 */
function markWithin(texts, words, marks, mark) {
  const found = new Set(marks.values())
  const longestFirst = [...words].sort(([a], [b]) => b.length - a.length)
  for (const [text, candidates] of longestFirst) {
    if (text.length < fewestWithin || candidates.some(field => found.has(field))) continue
    for (const [element, whole] of texts) {
      if (!whole.includes(text)) continue
      const isInnermost = ![...element.children].some(child => texts.get(child)?.includes(text))
      if (isInnermost) mark(element, candidates)
    }
  }
}

/** @param {readonly FieldWords[]} fields @returns {Map<string, FieldWords[]>} */
function byText(fields) {
  return Map.groupBy(fields, ({ text }) => plainWords(text))
}

/** How far a document is from an element that may show it: the less, the likelier. @param {Element} element @param {FieldWords} field */
function rank(element, { page, type }) {
  if (page !== null) {
    const nearby = element.closest('a[href], li, article')
    const link = nearby?.matches('a[href]') ? nearby : nearby?.querySelector('a[href]')
    if (link?.getAttribute('href') === page) return 0
    if (location.pathname === page) return 1
  }
  return type === 'siteSettings' || type === 'homePage' ? 2 : 3
}
