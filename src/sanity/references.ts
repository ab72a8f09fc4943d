import type { SiteDocument } from './kept-document.ts'

/** A place in a document that leads elsewhere. */
interface Place {
  /** The path of the field that holds it. */
  path: (string | number)[]
  /** The words that are linked; null where no text is. */
  words: string | null
}

/** What a document leads to: other documents by their ids, and addresses that staff typed. */
export interface Links {
  references: (Place & { id: string })[]
  addresses: (Place & { href: string })[]
}

/** Every reference in a document to another one, and every address that it links to, in the order of its fields. */
export function findLinks(document: SiteDocument): Links {
  const links: Links = { references: [], addresses: [] }
  collect(document, [], null, links)
  return links
}

/** `path` is that of the value, and is the same list throughout: a copy for each value would be most of the work. */
function collect(value: unknown, path: Place['path'], words: string | null, links: Links): void {
  if (typeof value !== 'object' || value === null) return
  if ('_ref' in value && typeof value._ref === 'string') {
    links.references.push({ id: value._ref, path: [...path], words })
  } else if ('_type' in value && value._type === 'externalLink') {
    if ('href' in value && typeof value.href === 'string')
      links.addresses.push({ href: value.href, path: [...path, 'href'], words })
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collectAt(index, item, path, words, links)
  } else {
    for (const [key, item] of Object.entries(value)) {
      if (key !== 'markDefs' || !Array.isArray(item)) collectAt(key, item, path, words, links)
      else
        for (const [index, mark] of item.entries())
          collect(mark, [...path, key, index], markedWords(value, mark), links)
    }
  }
}

function collectAt(
  step: string | number,
  value: unknown,
  path: Place['path'],
  words: string | null,
  links: Links,
): void {
  path.push(step)
  collect(value, path, words, links)
  path.pop()
}

function markedWords(block: object, mark: unknown): string | null {
  const children: unknown[] = 'children' in block && Array.isArray(block.children) ? block.children : []
  const key: unknown = Object(mark)._key
  const words = children.map(child => {
    const { text, marks } = Object(child)
    return typeof text === 'string' && Array.isArray(marks) && marks.includes(key) ? text : ''
  })
  return words.join('').trim() || null
}
