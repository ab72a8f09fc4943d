import {
  escapeHTML,
  type PortableTextMarkComponentOptions,
  type PortableTextTypeComponentOptions,
  toHTML,
} from '@portabletext/to-html'
import { type List, type ListItem, nestLists } from './lists.ts'
import type { Heading, PreparedBlock, PreparedCitation, PreparedLink } from './prepare.ts'
import { sourceId } from './sources.ts'

/**
 * HTML of a passage. Every word of an editor goes through the library's escaping: this is the only place where text
 * of the Content Lake becomes HTML outside Astro's templates.
 */
export function passageToHtml(blocks: readonly PreparedBlock[]): string {
  return nestLists(blocks)
    .map(part => ('items' in part ? listToHtml(part) : blockToHtml(part)))
    .join('')
}

function blockToHtml(block: PreparedBlock): string {
  const words = wordsToHtml(block)
  return block.heading
    ? headingToHtml(block.heading, words, direction(block))
    : `<p${direction(block)}>${words}</p>`
}

function headingToHtml({ id, level, number }: Heading, words: string, attributes: string): string {
  const start = `<h${level} id="${escapeHTML(id)}"${attributes}`
  if (number === null) return `${start}>${words}</h${level}>`
  return `${start} class="numbered"><span class="number">${number}</span> <span>${words}</span></h${level}>`
}

function listToHtml({ kind, items }: List): string {
  const name = kind === 'number' ? 'ol' : 'ul'
  return `<${name}>${items.map(itemToHtml).join('')}</${name}>`
}

function itemToHtml({ block, lists }: ListItem): string {
  return `<li${direction(block)}>${wordsToHtml(block)}${lists.map(listToHtml).join('')}</li>`
}

/** Text in a script that runs from right to left takes its direction from its first letter. */
function direction({ children }: PreparedBlock): string {
  return children.some(child => child._type === 'span' && rightToLeft.test(child.text)) ? ' dir="auto"' : ''
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u

const options: Parameters<typeof toHTML>[1] = {
  components: {
    block: ({ children = '' }) => children,
    marks: {
      link,
      strong: ({ children }) => `<strong>${children}</strong>`,
      em: ({ children }) => `<em>${children}</em>`,
    },
    types: { citation },
    // A mark whose link leads nowhere: its words stay.
    unknownMark: ({ children }) => children,
    hardBreak: () => '<br>',
  },
  onMissingComponent: false,
}

function wordsToHtml({ _type, children, markDefs }: PreparedBlock): string {
  return toHTML({ _type, children, markDefs }, options)
}

function link({ children, value }: PortableTextMarkComponentOptions<PreparedLink>): string {
  if (!value) return children
  const href = escapeHTML(value.href)
  if (!value.external) return `<a href="${href}">${children}</a>`
  return `<a href="${href}" rel="external noreferrer">${children}<span class="visually-hidden"> (another website)</span></a>`
}

function citation({ value: { number, id } }: PortableTextTypeComponentOptions<PreparedCitation>): string {
  return `<sup class="cite"><a id="${id}" href="#${sourceId(number)}"><span class="visually-hidden">Source </span>${number}</a></sup>`
}
