import { elementsIn, getWords, type HtmlElement } from './html-node.ts'
import type { Marks } from './marks.ts'
import { isFileBehind } from './read-picture.ts'
import type { Reader } from './reader.ts'

/** A link: its words always stay; where it led becomes a link, words, or a loss. */
export function readLink(element: HtmlElement, marks: Marks, reader: Reader): void {
  const { reading, visitAll, writer } = reader
  const { href } = element.attributes
  if (href === undefined) {
    visitAll(element.children, marks)
    return
  }
  const words = getWords(element)
  const pictures = elementsIn(element, 'img')
  if (pictures.length > 0 && !words) {
    loseLink(pictures, href, reader)
    visitAll(element.children, marks)
    return
  }
  const address = reading.addressOf(href)
  if (address.kind === 'web') {
    const link = reading.linkOf(address.href, words)
    visitAll(element.children, link ? { ...marks, link } : marks)
    return
  }
  if (address.kind === 'mail') {
    visitAll(element.children, {
      ...marks,
      link: { _type: 'externalLink', href: `mailto:${address.address}` },
    })
    return
  }
  visitAll(element.children, marks)
  if (address.kind === 'phone') addIfNew(address.number, words, marks, reader)
  else if (words) writer.lose('linkTarget', `${words} (${href})`)
}

/** Pictures lead nowhere on the site. A link that only showed the same picture larger is no loss. */
export function loseLink(pictures: readonly HtmlElement[], href: string, { writer }: Reader): void {
  if (!isFileBehind(href, pictures))
    writer.lose('linkTarget', `${pictures[0]?.attributes.alt ?? ''} (${href})`)
}

/** A number that was only to be pressed is told in words, unless the words told it already. */
function addIfNew(number: string, words: string, marks: Marks, { writer }: Reader): void {
  const isShown = digitsOf(words).endsWith(digitsOf(number).slice(-7))
  if (!isShown) writer.addText(words ? ` (${number})` : number, marks)
  writer.lose('phone', words ? `${words} (${number})` : number)
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}
