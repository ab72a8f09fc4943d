import { elementsIn, type HtmlElement, wordsOf } from './html-node.ts'
import type { LossKind } from './losses.ts'
import type { Marks } from './marks.ts'
import { isFileOf } from './read-picture.ts'
import type { Reader } from './reading.ts'

/** A link: its words always stay; where it led becomes a link, words, or a loss. */
export function readLink(element: HtmlElement, marks: Marks, reader: Reader): void {
  const { reading, visitAll, writer } = reader
  const { href } = element.attributes
  if (href === undefined) {
    visitAll(element.children, marks)
    return
  }
  const words = wordsOf(element)
  const pictures = elementsIn(element, 'img')
  if (pictures.length > 0 && !words) {
    loseLinkOf(pictures, href, reader)
    visitAll(element.children, marks)
    return
  }
  const address = reading.addressOf(href)
  if (address.kind === 'web') {
    const link = reading.linkOf(address.href, words)
    visitAll(element.children, link ? { ...marks, link } : marks)
    return
  }
  visitAll(element.children, marks)
  if (address.kind === 'phone') addIfNew(address.number, words, 'phone', marks, reader)
  else if (address.kind === 'mail') addIfNew(address.address, words, 'mail', marks, reader)
  else if (words) writer.lose('linkTarget', `${words} (${href})`)
}

/** Pictures lead nowhere on the site. A link that only showed the same picture larger is no loss. */
export function loseLinkOf(pictures: readonly HtmlElement[], href: string, { writer }: Reader): void {
  if (!isFileOf(href, pictures)) writer.lose('linkTarget', `${pictures[0]?.attributes.alt ?? ''} (${href})`)
}

/** An address that was only to be pressed is told in words, unless the words told it already. */
function addIfNew(address: string, words: string, kind: LossKind, marks: Marks, { writer }: Reader): void {
  const isTold =
    kind === 'phone'
      ? digitsOf(words).endsWith(digitsOf(address).slice(-7))
      : words.toLowerCase().includes(address.toLowerCase())
  if (!isTold) writer.addText(words ? ` (${address})` : address, marks)
  writer.lose(kind, words ? `${words} (${address})` : address)
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}
