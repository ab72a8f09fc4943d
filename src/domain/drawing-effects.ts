import { SaxesParser } from 'saxes'

/*
 * Effects of a drawing (SVG), such as shadows and blurs: filters, whose work grows with the square of the size at which
 * they are drawn, and which no time limit ends. They are looked for in what a parser reads: in the bytes, entities,
 * escapes and comments hide them.
 */

/** What staff do about a drawing with effects. */
export const effectsAdvice = 'Export it without effects such as shadows, or as PNG, and upload that.'

/** The longest drawing that is looked into, in characters: a second or two of work. */
const mostLength = 10_000_000
/** The most that entities may add, in characters: one can be referred to a million times. */
const mostExpanded = 1_000_000

/** Whether a drawing has effects. One that cannot be looked into, such as a packed one, counts as one that has. */
export function hasEffects(drawing: string): boolean {
  if (drawing.length > mostLength) return true
  const parser = new SaxesParser()
  let isFound = false
  let styleSheet: string | null = null
  const read = (text: string) => {
    if (styleSheet !== null) styleSheet += text
  }
  parser.on('text', read)
  parser.on('cdata', read)
  parser.on('doctype', doctype => {
    isFound ||= hidesMarkup(doctype)
    defineEntities(doctype, parser.ENTITIES)
  })
  parser.on('processinginstruction', ({ target, body }) => {
    isFound ||= target === 'xml-stylesheet' && /&|data:/i.test(body)
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (localName(name) === 'style') styleSheet = ''
    isFound ||= localName(name) === 'filter' || Object.entries(attributes).some(isEffect)
  })
  parser.on('closetag', ({ name }) => {
    if (localName(name) !== 'style') return
    isFound ||= hasEffectInStyle(styleSheet ?? '')
    styleSheet = null
  })
  try {
    parser.write(drawing).close()
    return isFound
  } catch {
    return true
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function isEffect([name, value]: [string, string]): boolean {
  if (name === 'filter') return !/^\s*none\s*$/.test(value)
  // A drawing within the drawing: unnamed data counts as one, too.
  return name === 'style' ? hasEffectInStyle(value) : /^\s*data:(?!image\/(?!svg))/i.test(value)
}

/** Whether styles set a filter, or hold a style sheet that is packed into an address. */
function hasEffectInStyle(styles: string): boolean {
  const plain = styles.replace(/\\(?:([0-9a-f]{1,6})\s?|(.))/gis, (_, hex?: string, character = '') =>
    hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : character,
  )
  const setsFilter = /(?<![\w-])filter\s*(?:\/\*|:(?!\s*none))/i
  return setsFilter.test(plain) || (/@import/i.test(plain) && /data:/i.test(plain))
}

const entity = /<!ENTITY\s+([\w:.-]+)\s+(["'])([^<&%]*?)\2\s*>/g

/** Whether a document type declares anything but plain texts: markup, or values of attributes. */
function hidesMarkup(doctype: string): boolean {
  return /[&%]|<[!?]|filter/i.test(doctype.replace(entity, ''))
}

/** As in XML, the first declaration of a name counts. */
function defineEntities(doctype: string, entities: Record<string, string>): void {
  let expanded = 0
  for (const [, name = '', , text = ''] of doctype.matchAll(entity)) {
    if (Object.hasOwn(entities, name)) continue
    const get = () => {
      expanded += text.length
      if (expanded > mostExpanded) throw new Error('The entities of a drawing grow without end.')
      return text
    }
    Object.defineProperty(entities, name, { get })
  }
}
