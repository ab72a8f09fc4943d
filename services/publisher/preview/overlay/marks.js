// @ts-check
// Which element of the page shows which field: found by its words, so that the page is what patients get to the letter.

import { plainWords } from './plain-words.js'

/** @typedef {import('#renderer/contract.ts').FieldWords} FieldWords */

/** Words shorter than this are looked for as a whole element alone, in characters. */
const fewestWithin = 8

/** No text of the page, though it is in its tree. */
const silent = 'script, style, template, noscript'

/**
 * The elements of `body` that show one of these fields. The words of a document that has a page are its own on that page
 * and beside a link to it; elsewhere the same words are somebody else's. `own` is no part of the page.
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
    if (marks.has(element) || leadsToOthers(element)) return
    const [best] = candidates
      .filter(({ type }) => type === 'announcement' || !isOfBar(element))
      .map(field => ({ field, distance: distanceOf(element, field) }))
      .filter(({ distance }) => distance < Number.POSITIVE_INFINITY)
      .sort((a, b) => a.distance - b.distance)
    if (best) marks.set(element, best.field)
  }

  /** A number that is not the clinic's, as that of the crisis line. @param {Element} element */
  function leadsToOthers(element) {
    const call = element.closest('a[href^="tel:"], a[href^="sms:"]')?.getAttribute('href')
    return call && !fields.some(({ kind, text }) => kind === 'link' && call.startsWith(text))
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
  for (const field of fields.filter(({ kind }) => kind === 'item')) {
    const link = body.querySelector(`a[href="${CSS.escape(field.text)}"]`)
    if (link) mark(link.closest('li') ?? link, [field])
  }
  // All of the bar is about its announcement, “Learn more” too.
  const bar = body.querySelector('#announcement')
  const announced = [...marks].find(([element]) => isOfBar(element))?.[1]
  if (bar && announced) marks.set(bar, announced)
  return marks
}

/** @param {Element} element */
function isOfBar(element) {
  return element.closest('#announcement') !== null
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

/**
 * How far a document is from an element that may show it: the less, the likelier; infinitely where the words are not its
 * own. @param {Element} element @param {FieldWords} field
 */
function distanceOf(element, { pages, type }) {
  if (pages === null) return type === 'siteSettings' ? far + 1 : far + 2
  const near = depthOfLink(element, pages, 'a[href], li, article')
  if (near < far) return near
  if (pages.includes(location.pathname)) return far
  // A section may be about a group, and list the articles of many topics.
  return type === 'service' && depthOfLink(element, pages, 'section') < far
    ? far + 3
    : Number.POSITIVE_INFINITY
}

/** Further than any surroundings are deep. */
const far = 100

/**
 * How many of its surroundings an element has to be left for one with a link to one of these pages; `far` where none has.
 * @param {Element} element @param {readonly string[]} pages @param {string} surroundings
 */
function depthOfLink(element, pages, surroundings) {
  let depth = 0
  for (let around = element.closest(surroundings); around; depth += 1) {
    const links = around.matches('a') ? [around] : [...around.querySelectorAll('a[href]')]
    if (links.some(link => pages.includes(link.getAttribute('href') ?? ''))) return depth
    around = around.parentElement?.closest(surroundings) ?? null
  }
  return far
}
