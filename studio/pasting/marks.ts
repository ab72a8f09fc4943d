import { type HtmlElement, parseStyle } from './html-node.ts'
import type { Leaf, Link } from './pieces.ts'

/** How words are marked by all the elements around them. */
export interface Marks {
  strong: boolean
  em: boolean
  link: Link | null
  /** Whether spaces and line breaks count as they are typed. */
  isPreformatted: boolean
}

export const plainMarks: Marks = { strong: false, em: false, link: null, isPreformatted: false }

export function toLeaf(text: string, { strong, em, link }: Marks): Leaf {
  return { text, strong, em, link }
}

/** Bold and italic, by element or by style: Google Docs says both by style, and wraps all in a `b` that is not bold. */
export function withLook(element: HtmlElement, marks: Marks): Marks {
  const style = parseStyle(element)
  const weight = style.get('font-weight')
  const slant = style.get('font-style')
  const strong = weight ? /^(?:bold|bolder|[6-9]00)$/.test(weight) : /^(?:b|strong)$/.test(element.name)
  const em = slant ? /italic|oblique/.test(slant) : /^(?:i|em|cite|dfn|var)$/.test(element.name)
  return {
    ...marks,
    strong: strong || (marks.strong && !/^(?:normal|[1-4]00)$/.test(weight ?? '')),
    em: em || (marks.em && slant !== 'normal'),
  }
}
