import { elementsIn, getClasses, getWords, type HtmlElement, type HtmlNode } from './html-node.ts'
import { type Marks, plainMarks, toLeaf } from './marks.ts'
import { loseLink } from './read-link.ts'
import { readTable } from './read-table.ts'
import type { FoundPicture, Reader } from './reader.ts'

export function readPicture(element: HtmlElement, caption: string, { reading, writer }: Reader): void {
  const { src = '', alt = '' } = element.attributes
  const classes = getClasses(element)
  // WordPress draws smileys as pictures, Google Docs the boxes of a list to tick.
  if (classes.includes('wp-smiley') || classes.includes('emoji')) {
    writer.addText(alt)
    return
  }
  if (element.attributes['aria-roledescription'] === 'checkbox') return
  const picture: FoundPicture = { element, src, alt, caption }
  const value = reading.pictureOf(picture)
  if (value) {
    writer.addBlock({ kind: 'object', value })
    return
  }
  writer.lose('picture', [alt, caption, src.startsWith('data:') ? '' : src].filter(Boolean).join(' | '))
  const mark = reading.pictureMark?.(picture)
  if (!mark) return
  writer.addBlock({ kind: 'text', role: { kind: 'paragraph' }, leaves: [toLeaf(mark, plainMarks)] })
}

/** A picture or a table with its caption; a figure of anything else is a box around it. */
export function readFigure(element: HtmlElement, marks: Marks, reader: Reader): void {
  const { visitAll, writer } = reader
  const [caption] = elementsIn(element, 'figcaption')
  const [table, ...tables] = elementsIn(element, 'table')
  const pictures = elementsIn(element, 'img')
  const [picture] = pictures
  const hasOthers = elementsIn(element, 'figure', 'iframe', 'video', 'audio', 'blockquote').length > 0
  if (table && caption && tables.length === 0 && !picture && !hasOthers) {
    writer.inOwnLine(writer.role, () => {
      readTable(withCaption(table, caption), marks, reader)
      visitAll(without(element, table, caption).children, marks)
    })
    return
  }
  if (!picture || pictures.length > 1 || table || hasOthers) {
    writer.inOwnLine(writer.role, () => visitAll(element.children, marks))
    return
  }
  writer.inOwnLine(writer.role, () => {
    for (const link of elementsIn(element, 'a')) {
      const { href } = link.attributes
      if (elementsIn(link, 'img').length > 0 && href) loseLink(pictures, href, reader)
      else writer.lose('linkTarget', `${getWords(link)} (${href})`)
    }
    readPicture(picture, caption ? getWords(caption) : '', reader)
    visitAll(without(element, picture, caption).children, marks)
  })
}

/** Whether a link of a picture only shows the same picture, larger. */
export function isFileBehind(href: string, pictures: readonly HtmlElement[]): boolean {
  return pictures.some(({ attributes }) => fileName(attributes.src ?? '') === fileName(href))
}

/** The name of a picture’s file, whatever its size: WordPress keeps `brain-300x200.jpg` beside `brain.jpg`. */
function fileName(address: string): string {
  const last = address.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? ''
  const extension = /\.(?:jpe?g|png|gif|webp|avif|svg)$/i.exec(last)
  if (!extension) return address.toLowerCase()
  return last
    .slice(0, extension.index)
    .replace(/-(?:\d+x\d+|scaled)$/i, '')
    .toLowerCase()
}

function withCaption(table: HtmlElement, { children }: HtmlElement): HtmlElement {
  return {
    ...table,
    children: [{ kind: 'element', name: 'caption', attributes: {}, children }, ...table.children],
  }
}

function without(element: HtmlElement, ...unwanted: (HtmlNode | undefined)[]): HtmlElement {
  const children = element.children
    .filter(child => !unwanted.includes(child))
    .map(child => (child.kind === 'element' ? without(child, ...unwanted) : child))
  return { ...element, children }
}
