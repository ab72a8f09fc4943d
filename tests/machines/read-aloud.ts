import { type DefaultTreeAdapterTypes, parse } from 'parse5'

/** Words of a page, and the language in which a screen reader reads them out. */
export interface ReadWords {
  words: string
  lang: string
}

const spokenAttributes: ReadonlySet<string> = new Set(['alt', 'aria-label', 'title'])

/** All that a screen reader reads out of a page: texts, and words in attributes. The announcement bar is left out (decision 0069). */
export function readAloud(html: string): ReadWords[] {
  return wordsIn(parse(html), '')
}

function wordsIn(node: DefaultTreeAdapterTypes.Node, around: string): ReadWords[] {
  if (node.nodeName === '#text' && 'value' in node) {
    const words = node.value.trim()
    return words ? [{ words, lang: around }] : []
  }
  if (!('childNodes' in node) || ['head', 'script', 'style'].includes(node.nodeName)) return []
  const attributes = 'attrs' in node ? node.attrs : []
  const find = (name: string) => attributes.find(attribute => attribute.name === name)?.value
  if (find('id') === 'announcement') return []
  const lang = find('lang') ?? around
  const spoken = attributes.filter(({ name, value }) => spokenAttributes.has(name) && value)
  return [
    ...spoken.map(({ value }) => ({ words: value, lang })),
    ...node.childNodes.flatMap(child => wordsIn(child, lang)),
  ]
}
