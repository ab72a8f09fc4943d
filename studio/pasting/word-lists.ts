import { elementsIn, getText, type HtmlElement, type HtmlNode, parseStyle } from './html-node.ts'
import type { Role } from './pieces.ts'

/*
 * Word writes lists as paragraphs: `mso-list:l0 level2 lfo1` gives the depth of an item, and a span marked
 * `mso-list:Ignore` holds the bullet or the number that Word drew.
 */

/** What Word’s style sheet says of each list and level: `l0:level1` is made of bullets or of numbers. */
export type WordLists = ReadonlyMap<string, 'bullet' | 'number'>

export function findWordLists(root: HtmlElement): WordLists {
  const sheets = elementsIn(root, 'style').map(style =>
    style.children.map(child => (child.kind === 'element' ? '' : child.text)).join(''),
  )
  return new Map(
    [...sheets.join('\n').matchAll(/@list\s+(l\d+):(level\d+)\s*\{([^{}]*)\}/gi)].map(
      ([, list = '', level = '', rules = '']) => [
        `${list}:${level}`.toLowerCase(),
        /mso-level-number-format\s*:\s*(?:bullet|image)/i.test(rules) ? 'bullet' : 'number',
      ],
    ),
  )
}

/** The item that a paragraph of Word is; null for a paragraph that is one. */
export function findWordItem(element: HtmlElement, lists: WordLists): Extract<Role, { kind: 'item' }> | null {
  const found = /^(l\d+)\s+level(\d+)/.exec(parseStyle(element).get('mso-list') ?? '')
  if (!found) return null
  const [, list = '', level = '1'] = found
  const mark = elementsIn(element, 'span').find(isWordMark)
  const drawn = mark ? getText(mark).trim() : ''
  const kind = drawn
    ? /^\(?(?:\d+|[a-z]{1,4})[.):]/i.test(drawn)
      ? 'number'
      : 'bullet'
    : (lists.get(`${list}:level${level}`) ?? 'bullet')
  return { kind: 'item', list: kind, level: Number(level) }
}

/** Whether it is the bullet or number that Word drew before an item. */
export function isWordMark(node: HtmlNode): boolean {
  return node.kind === 'element' && parseStyle(node).get('mso-list') === 'ignore'
}
