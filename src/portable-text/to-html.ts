import {
  escapeHTML,
  type PortableTextBlockComponent,
  type PortableTextMarkComponentOptions,
  type PortableTextTypeComponentOptions,
  toHTML,
} from '@portabletext/to-html'
import type { Heading, PreparedBlock, PreparedCitation, PreparedLink } from './prepare.ts'
import { sourceId } from './sources.ts'

/**
 * HTML of a passage. Every word of an editor goes through the library's escaping: this is the only place where text
 * of the Content Lake becomes HTML outside Astro's templates.
 */
export function passageToHtml(blocks: PreparedBlock[], headings: readonly Heading[] = []): string {
  return toHTML(blocks, {
    components: {
      block: { normal: ({ children }) => `<p>${children}</p>`, heading: headingComponent(headings) },
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
  })
}

function headingComponent(headings: readonly Heading[]): PortableTextBlockComponent {
  return ({ value, children = '' }) => {
    const heading = headings.find(({ key }) => key === value._key)
    if (!heading) return `<p>${children}</p>`
    const { id, level, number } = heading
    const attributes = `id="${escapeHTML(id)}"`
    if (number === null) return `<h${level} ${attributes}>${children}</h${level}>`
    return `<h${level} ${attributes} class="numbered"><span class="number">${number}</span> <span>${children}</span></h${level}>`
  }
}

function link({ children, value }: PortableTextMarkComponentOptions<PreparedLink>): string {
  if (!value) return children
  return `<a href="${escapeHTML(value.href)}"${value.external ? ' rel="external noreferrer"' : ''}>${children}</a>`
}

function citation({ value: { number, id } }: PortableTextTypeComponentOptions<PreparedCitation>): string {
  return `<sup class="cite"><a id="${id}" href="#${sourceId(number)}"><span class="visually-hidden">Source </span>${number}</a></sup>`
}
