import { elementsIn, getWords, type HtmlElement, type HtmlNode } from './html-node.ts'
import type { Marks } from './marks.ts'
import type { Role } from './pieces.ts'
import type { Reader } from './reader.ts'

type Item = Extract<Role, { kind: 'item' }>

/** A list with the lists inside it: each item becomes a line with its depth. */
export function readList(element: HtmlElement, marks: Marks, reader: Reader): void {
  const { writer } = reader
  const outer = writer.role
  const list = element.name === 'ol' ? 'number' : 'bullet'
  if (list === 'number' && !countsFromOne(element)) writer.lose('listNumber', getWords(element))
  const level = outer.kind === 'item' ? outer.level + 1 : 1
  writer.endLine()
  for (const child of element.children) {
    if (isElement(child, 'li')) {
      const item = limited({ kind: 'item', list, level: Math.max(level, statedLevel(child)) }, child, reader)
      writer.inOwnLine(item, () => reader.visit(child, marks))
    } else if (isElement(child, 'ul') || isElement(child, 'ol')) {
      // Google Docs puts the inner list beside its item, not into it.
      writer.inOwnLine({ kind: 'item', list, level }, () => reader.visit(child, marks))
    } else {
      writer.inOwnLine(outer.kind === 'item' ? { ...outer } : outer, () => reader.visit(child, marks))
    }
  }
}

/** The item where the site shows one so deep, else as deep as it does. */
export function limited(item: Item, element: HtmlElement, { reading, writer }: Reader): Item {
  if (item.level <= reading.deepestList) return item
  writer.lose('deepList', getWords(element))
  return { ...item, level: reading.deepestList }
}

/** Word’s and Google’s editors on the web write the level into the item. */
function statedLevel({ attributes }: HtmlElement): number {
  return Number(attributes['data-aria-level'] ?? attributes['aria-level']) || 1
}

function countsFromOne(element: HtmlElement): boolean {
  const { start = '1', reversed, type = '1' } = element.attributes
  // Word on the web makes a list of every item, and counts by `start`.
  const isPart = elementsIn(element, 'li').some(({ attributes }) => attributes['data-aria-level'])
  return isPart || (start === '1' && type === '1' && reversed === undefined)
}

function isElement(node: HtmlNode, name: string): node is HtmlElement {
  return node.kind === 'element' && node.name === name
}
