/** HTML as the rules read it, whichever parser read it before: a browser's for pasting, parse5 for an export. */
export type HtmlNode = HtmlText | HtmlComment | HtmlElement

export interface HtmlText {
  kind: 'text'
  text: string
}

export interface HtmlComment {
  kind: 'comment'
  text: string
}

export interface HtmlElement {
  kind: 'element'
  /** In lower case. */
  name: string
  attributes: Readonly<Record<string, string>>
  children: readonly HtmlNode[]
}

/** The words in it, as somebody would read them. */
export function getWords(node: HtmlNode): string {
  return getText(node).replace(/\s+/g, ' ').trim()
}

/** Its text with all white space, without what browsers never show. */
export function getText(node: HtmlNode): string {
  if (node.kind === 'text') return node.text
  if (node.kind === 'comment' || unseen.has(node.name)) return ''
  return node.children.map(child => (isBlockName(child) ? ` ${getText(child)} ` : getText(child))).join('')
}

const unseen: ReadonlySet<string> = new Set(['script', 'style', 'template', 'title', 'head', 'xml'])

const inlineNames: ReadonlySet<string> = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rb ruby s samp small span strike strong sub sup time tt u var'.split(
    ' ',
  ),
)

/** Whether a node begins a line of its own. */
function isBlockName(node: HtmlNode): boolean {
  return node.kind === 'element' && !inlineNames.has(node.name)
}

/** The elements of one of these names in it, itself apart, first to last. */
export function elementsIn(node: HtmlElement, ...names: string[]): HtmlElement[] {
  return node.children.flatMap(child => {
    if (child.kind !== 'element') return []
    return names.includes(child.name) ? [child, ...elementsIn(child, ...names)] : elementsIn(child, ...names)
  })
}

export function getClasses(element: HtmlElement): string[] {
  return (element.attributes.class ?? '').split(/\s+/).filter(Boolean)
}

/** What its `style` attribute sets, names and values in lower case. */
export function parseStyle(element: HtmlElement): ReadonlyMap<string, string> {
  const { style } = element.attributes
  if (!style) return noStyle
  return new Map(
    style.split(';').flatMap(declaration => {
      const colon = declaration.indexOf(':')
      if (colon < 1) return []
      return [
        [
          declaration.slice(0, colon).trim().toLowerCase(),
          declaration
            .slice(colon + 1)
            .trim()
            .toLowerCase(),
        ],
      ]
    }),
  )
}

const noStyle: ReadonlyMap<string, string> = new Map()
