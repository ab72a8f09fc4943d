/** An element of an XML document. */
export interface XmlElement {
  name: string
  attributes: Readonly<Record<string, string>>
  children: XmlElement[]
  /** All text in it, below children too. */
  text: string
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u
const token =
  /<\?[^?]*\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|([\s\S])/g

/**
 * Reads the part of XML that feeds and sitemaps use, strictly: one root, tags in order, known entities, no character
 * that XML cannot hold.
 * @throws SyntaxError for anything else.
 */
export function parseXml(source: string): XmlElement {
  if (forbidden.test(source)) throw new SyntaxError('There is a character that XML cannot hold.')
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  for (const [whole, closed, opened, attributes = '', empty, text, odd] of source.matchAll(token)) {
    const current = open.at(-1) ?? top
    if (odd) throw new SyntaxError(`“${odd}” stands where no character may.`)
    if (text) for (const each of open) each.text += each === top ? '' : decode(text)
    if (text?.trim() && current === top) throw new SyntaxError('There is text outside of the root.')
    if (closed) {
      if (current.name !== closed) throw new SyntaxError(`${whole} closes <${current.name}>.`)
      open.pop()
    }
    if (opened) {
      const element: XmlElement = {
        name: opened,
        attributes: parseAttributes(attributes),
        children: [],
        text: '',
      }
      current.children.push(element)
      if (!empty) open.push(element)
    }
  }
  const [root, ...others] = top.children
  if (!root || others.length > 0 || open.length > 1) throw new SyntaxError('There is no single, closed root.')
  return root
}

/** The children of an element that have a name. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(child => child.name === name)
}

/** The text of the first child with a name; null without one. */
export function textOf(element: XmlElement, name: string): string | null {
  return childrenOf(element, name)[0]?.text ?? null
}

function parseAttributes(text: string): Record<string, string> {
  const found = [...text.matchAll(/([\w:.-]+)="([^"]*)"/g)]
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, decode(value)]))
}

function decode(text: string): string {
  return text.replace(/&(?:([a-z]+);)?/g, (whole, name: string | undefined) => {
    const character = name && entities[name]
    if (!character) throw new SyntaxError(`“${whole}” is no entity of XML.`)
    return character
  })
}
