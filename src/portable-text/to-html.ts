import {
  escapeHTML,
  type PortableTextBlockComponent,
  type PortableTextMarkComponentOptions,
  type PortableTextOptions,
  type PortableTextTypeComponentOptions,
  toHTML,
} from '@portabletext/to-html'
import { inLanguage, type Language, type TextLanguage } from '#domain/languages.ts'
import type { Words } from '#words/words.ts'
import { type List, type ListItem, nestLists } from './lists.ts'
import type { Heading, PreparedBlock, PreparedCitation, PreparedLink } from './prepare.ts'
import { sourceId } from './sources.ts'

/**
 * HTML of a passage. Every word of an editor goes through the library's escaping: this is the only place where text
 * of the Content Lake becomes HTML outside Astro's templates. `words` are those of the site; `language` is that of the
 * passage, null the site's own.
 */
export function passageToHtml(
  blocks: readonly PreparedBlock[],
  words: Words['text'],
  language: Language | null = null,
): string {
  const inside = insideToHtml(blocks, toSaid(words, inLanguage(null, language)))
  return nestLists(blocks)
    .map(part => ('items' in part ? listToHtml(part, inside) : blockToHtml(part, inside.get(part) ?? '')))
    .join('')
}

function blockToHtml(block: PreparedBlock, words: string): string {
  return block.heading
    ? headingToHtml(block.heading, words, attributesOf(block))
    : `<p${attributesOf(block)}>${words}</p>`
}

function headingToHtml({ id, level, number }: Heading, words: string, attributes: string): string {
  const start = `<h${level} id="${escapeHTML(id)}"${attributes}`
  if (number === null) return `${start}>${words}</h${level}>`
  return `${start} class="numbered"><span class="number">${number}</span> <span>${words}</span></h${level}>`
}

function listToHtml({ kind, items }: List, inside: Inside): string {
  const name = kind === 'number' ? 'ol' : 'ul'
  return `<${name}>${items.map(item => itemToHtml(item, inside)).join('')}</${name}>`
}

function itemToHtml({ block, lists }: ListItem, inside: Inside): string {
  return `<li${attributesOf(block)}>${inside.get(block)}${lists.map(list => listToHtml(list, inside)).join('')}</li>`
}

/** Text in a script that runs from right to left takes its direction from its first letter. */
function attributesOf({ children, edit }: PreparedBlock): string {
  return `${isRightToLeft(children) ? ' dir="auto"' : ''}${edit ? ` data-sanity="${escapeHTML(edit)}"` : ''}`
}

function isRightToLeft(children: PreparedBlock['children']): boolean {
  return children.some(child => child._type === 'span' && rightToLeft.test(child.text))
}

/** Hebrew, Arabic, Syriac, Thaana and N’Ko, with the forms for presentation. */
const rightToLeft = /[\u0590-\u07ff\u0860-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/

/**
 * A telephone number in text that runs from right to left keeps its order: without marks around it, browsers show the
 * groups of “(330) 754-4844” the other way round (Unicode's bidirectional algorithm, UAX #9, isolates).
 */
function keepNumbers(children: PreparedBlock['children']): PreparedBlock['children'] {
  if (!isRightToLeft(children)) return children
  return children.map(child =>
    child._type === 'span'
      ? { ...child, text: child.text.replace(/[+(]?\d[\d\s().-]{5,}\d/g, '\u2066$&\u2069') }
      : child,
  )
}

/** What the site itself says within a passage, as HTML for those who listen. */
interface Said {
  anotherWebsite: string
  source: string
}

function toSaid({ anotherWebsite, source }: Words['text'], { lang, dir }: TextLanguage): Said {
  const start = `<span class="visually-hidden"${lang ? ` lang="${lang}"` : ''}${dir ? ` dir="${dir}"` : ''}>`
  return {
    anotherWebsite: `${start} ${escapeHTML(anotherWebsite)}</span>`,
    source: `${start}${escapeHTML(source)} </span>`,
  }
}

function componentsIn(said: Said, block: PortableTextBlockComponent): PortableTextOptions['components'] {
  return {
    block,
    marks: {
      link: options => link(options, said),
      strong: ({ children }) => `<strong>${children}</strong>`,
      em: ({ children }) => `<em>${children}</em>`,
    },
    types: { citation: options => citation(options, said) },
    // A mark whose link leads nowhere: its words stay.
    unknownMark: ({ children }) => children,
    hardBreak: () => '<br>',
  }
}

type Inside = ReadonlyMap<PreparedBlock, string>

/** What is inside each block. All at once: the library prepares itself at every call. */
function insideToHtml(blocks: readonly PreparedBlock[], said: Said): Inside {
  const found: string[] = []
  const block: PortableTextBlockComponent = ({ children = '' }) => {
    found.push(children)
    return ''
  }
  // Without what makes an item of a list, which the library would nest in its own way.
  const bare = blocks.map(({ _type, children, markDefs }) => ({
    _type,
    children: keepNumbers(children),
    markDefs,
  }))
  toHTML(bare, { components: componentsIn(said, block), onMissingComponent: false })
  return new Map(blocks.map((each, index) => [each, found[index] ?? '']))
}

function link(
  { children, value }: PortableTextMarkComponentOptions<PreparedLink>,
  { anotherWebsite }: Said,
): string {
  if (!value) return children
  const href = escapeHTML(value.href)
  if (!value.external) return `<a href="${href}">${children}</a>`
  return `<a href="${href}" rel="external noreferrer">${children}${anotherWebsite}</a>`
}

function citation(
  { value: { number, id } }: PortableTextTypeComponentOptions<PreparedCitation>,
  { source }: Said,
): string {
  return `<sup class="cite"><a id="${id}" href="#${sourceId(number)}">${source}${number}</a></sup>`
}
