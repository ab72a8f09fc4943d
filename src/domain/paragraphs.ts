import { longest, most, tooLong, tooMany } from './lengths.ts'
import { decorators, deepestListLevel, linkTypes } from './vocabulary.ts'

/*
 * What a paragraph of a text may hold, said of values as they come: from the Studio's form, from a script, from an import.
 */

export const listTooDeep = `Lists can stand in lists ${deepestListLevel} levels deep. Move the item to the left.`

export const unknownToSite =
  'The site does not know this kind of content. Take it out, or ask for it to be built.'

const twoLinks = 'These words carry two links. Keep one of them.'

const unknownMark =
  'These words are marked in a way that the site does not know. Clear their formatting, and set it again.'

const damaged = 'The site cannot read this paragraph. Take it out, and write it again.'

const decoratorNames: ReadonlySet<string> = new Set(decorators.map(({ value }) => value))
const childTypes: ReadonlySet<unknown> = new Set(['span', 'citation'])
const knownLinks: ReadonlySet<unknown> = new Set(linkTypes)

/** Every decorator, a link, and what a script may have said twice. */
const mostMarks = 10

/** What is wrong with the marks of some words; `links` are the keys of the links of their paragraph. */
export function marksFault(marks: readonly string[], links: ReadonlySet<string>): string | null {
  if (marks.length > mostMarks) return unknownMark
  if (!marks.every(mark => decoratorNames.has(mark) || links.has(mark))) return unknownMark
  return marks.filter(mark => links.has(mark)).length > 1 ? twoLinks : null
}

/** What the site cannot show of a paragraph, with the words concerned, and what to do; null for one that is good. */
export function paragraphFault(block: object): string | null {
  const { level, children, markDefs } = Object(block)
  if (!isMissing(level) && !isLevel(level)) return listTooDeep
  if (!Array.isArray(children) || !(isMissing(markDefs) || Array.isArray(markDefs))) return damaged
  const links: unknown[] = Array.isArray(markDefs) ? markDefs : []
  const sizeFault = paragraphSizeFault(children, links)
  if (sizeFault) return sizeFault
  if (links.some(link => !knownLinks.has(Object(link)._type))) return unknownToSite
  const keys = new Set(links.map(link => String(Object(link)._key)))
  for (const child of children) {
    const { _type, text, marks } = Object(child)
    if (!childTypes.has(_type)) return unknownToSite
    if (_type !== 'span') continue
    if (typeof text !== 'string' || !(isMissing(marks) || Array.isArray(marks))) return damaged
    const fault = marksFault((marks ?? []).map(String), keys)
    if (fault) return `${fault}${text.trim() && ` See “${text.trim().slice(0, 60)}”.`}`
  }
  return null
}

/** What is too long about a paragraph, and what to do; null for one that is short enough. */
export function paragraphSizeFault(children: readonly unknown[], links: readonly unknown[]): string | null {
  if (children.length > most('spans')) return tooMany('spans')
  if (links.length > most('links')) return tooMany('links')
  return charactersIn(children) > longest('paragraph') ? tooLong('paragraph') : null
}

/** What is too long about a text of paragraphs, and what to do; null for one that is short enough. */
export function textSizeFault(kind: 'body' | 'passage', nodes: readonly unknown[]): string | null {
  if (nodes.length > most(kind)) return tooMany(kind)
  return charactersIn(nodes) > longest(kind) ? tooLong(kind) : null
}

/** A piece of a text takes work even where it has no words. */
const charactersOfPiece = 10

/** Fields that hold no words and no addresses. */
const wordless: ReadonlySet<string> = new Set(['asset', 'language', 'listItem', 'marks', 'style', 'tone'])

/** The characters of all texts in a value: words, captions, sources, addresses. */
function charactersIn(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + charactersIn(each), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [name, inner]) => (name.startsWith('_') || wordless.has(name) ? sum : sum + charactersIn(inner)),
    charactersOfPiece,
  )
}

/** The places of the texts in a language that has a text before them: a link to a language leads to one place. */
export function repeatedLanguages(nodes: readonly unknown[]): number[] {
  const before = new Set<unknown>()
  return nodes.flatMap((node, index) => {
    const { _type, language } = Object(node)
    if (_type !== 'languageBlock' || !language) return []
    const isRepeated = before.has(language)
    before.add(language)
    return isRepeated ? [index] : []
  })
}

/** Whether a text says or shows anything: editors leave empty paragraphs behind. */
export function saysSomething(nodes: readonly unknown[]): boolean {
  return nodes.some(node => {
    const { _type, children } = Object(node)
    return _type !== 'block' || (Array.isArray(children) && children.some(hasWords))
  })
}

function hasWords(child: unknown): boolean {
  const { _type, text } = Object(child)
  return _type !== 'span' || (typeof text === 'string' && text.trim() !== '')
}

function isLevel(level: unknown): boolean {
  return Number.isInteger(level) && Number(level) >= 1 && Number(level) <= deepestListLevel
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null
}
