import type { TextLanguage } from '#domain/languages.ts'
import { search as words } from '#words/english/search.ts'
import type { Hit } from './find.ts'
import { splitWords, toStem } from './words.ts'

/** Sections of a page that a result leads to, and words of its text that it names. */
const mostSections = 2
const mostWords = 4

/**
 * A found page as an item of the list of results: its name, what it is, what it is about, and where it says what was
 * looked for. Made of text nodes: no word of a page or a reader ever becomes markup.
 */
export function createResult({ page, stems, inText }: Hit): HTMLLIElement {
  const item = document.createElement('li')
  const heading = document.createElement('h3')
  const title = createLink(page.path, page.title, stems)
  const summary = paragraph('', ...markWords(page.summary, stems))
  markLanguage(page, [title, summary])
  heading.append(title)
  item.append(heading, paragraph('kind', page.kind), summary)
  const sections = page.sections.filter(({ text }) => saysAny(text, stems)).slice(0, mostSections)
  if (sections.length > 0) {
    const links = sections.map(section => {
      const link = createLink(`${page.path}#${section.id}`, section.text, stems)
      markLanguage(section.lang ? section : page, [link])
      return link
    })
    item.append(paragraph('more', `${words.onThisPage} `, ...separate(links, ' · ')))
  }
  if (inText.length > 0) {
    const links = inText.slice(0, mostWords).map(word => createTextLink(page.path, word))
    markLanguage(page, links)
    item.append(paragraph('more', `${words.inTheText} `, ...separate(links, ', ')))
  }
  return item
}

function markLanguage({ lang, dir }: TextLanguage, elements: readonly HTMLElement[]): void {
  for (const element of elements) {
    if (lang) element.lang = lang
    if (dir) element.dir = dir
  }
}

/** A text with the words that were looked for marked; neighbours share a mark. */
function markWords(text: string, stems: ReadonlySet<string>): (Node | string)[] {
  const pieces = text.split(/([\p{L}\p{N}\p{Mark}'’]+)/u)
  const isMarked = pieces.map(piece => saysAny(piece, stems))
  const parts: { text: string; marked: boolean }[] = []
  for (const [index, piece] of pieces.entries()) {
    const isBetween = piece === ' ' && isMarked[index - 1] && isMarked[index + 1]
    const marked = isMarked[index] || isBetween || false
    const last = parts.at(-1)
    if (last?.marked === marked) last.text += piece
    else parts.push({ text: piece, marked })
  }
  return parts.map(({ text, marked }) => (marked ? mark(text) : text))
}

function saysAny(text: string, stems: ReadonlySet<string>): boolean {
  return splitWords(text).some(word => stems.has(toStem(word)))
}

function createLink(href: string, text: string, stems: ReadonlySet<string>): HTMLAnchorElement {
  const link = document.createElement('a')
  link.href = href
  link.append(...markWords(text, stems))
  return link
}

/** Leads to the word itself: browsers that know text fragments scroll to it, and the others to the page’s top. */
function createTextLink(path: string, word: string): HTMLAnchorElement {
  const link = document.createElement('a')
  link.href = `${path}#:~:text=${word}`
  link.append(mark(word))
  return link
}

function separate(nodes: readonly Node[], separator: string): (Node | string)[] {
  return nodes.flatMap((node, index) => (index > 0 ? [separator, node] : [node]))
}

function mark(text: string): HTMLElement {
  const element = document.createElement('mark')
  element.textContent = text
  return element
}

function paragraph(className: string, ...content: (Node | string)[]): HTMLParagraphElement {
  const element = document.createElement('p')
  element.className = className
  element.append(...content)
  return element
}
