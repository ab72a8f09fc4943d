/** Words that share their marks. */
export interface Leaf {
  text: string
  strong: boolean
  em: boolean
  link: Link | null
}

export type Link =
  | { _type: 'externalLink'; href: string }
  | {
      _type: 'internalLink'
      target: {
        _type: 'reference'
        _ref: string
        _weak?: true
        _strengthenOnPublish?: { type: string; template: { id: string } }
      }
    }

/** What a line of text is: headings by their level in the HTML, from 1 to 6. */
export type Role =
  | { kind: 'paragraph' }
  | { kind: 'heading'; level: number }
  | { kind: 'quote' }
  | { kind: 'item'; list: 'bullet' | 'number'; level: number }

/** A block of the text in the making, before its style and its keys are settled. */
export type Piece =
  | { kind: 'text'; role: Role; leaves: Leaf[] }
  | { kind: 'object'; value: { readonly _type: string } }
  | { kind: 'table'; caption: string; hasRowHeadings: boolean; rows: string[][] }

/**
 * The paragraphs that a run of leaves makes: white space joined as browsers join it, ends trimmed, empty lines taken
 * for the gap between two paragraphs. In `isOneLine` (a list item, a heading) they stay one.
 */
export function toParagraphs(leaves: readonly Leaf[], isOneLine: boolean): Leaf[][] {
  const paragraphs: Leaf[][] = [[]]
  for (const leaf of joinSpaces(leaves)) {
    const parts = isOneLine ? [leaf.text.replace(/\n{2,}/g, '\n')] : leaf.text.split(/\n{2,}/)
    parts.forEach((text, index) => {
      if (index > 0) paragraphs.push([])
      if (text) paragraphs.at(-1)?.push({ ...leaf, text })
    })
  }
  return paragraphs.map(trimmed).filter(paragraph => paragraph.length > 0)
}

/** One space between words, none beside a line break, across the borders of leaves. */
function joinSpaces(leaves: readonly Leaf[]): Leaf[] {
  const joined: Leaf[] = []
  let before = '\n'
  for (const leaf of leaves) {
    let text = ''
    for (const character of leaf.text) {
      if (character === ' ' && (before === ' ' || before === '\n')) continue
      if (character === '\n' && before === ' ') {
        if (text.endsWith(' ')) text = text.slice(0, -1)
        else takeLastSpace(joined)
      }
      text += character
      before = character
    }
    if (text) joined.push({ ...leaf, text })
  }
  return joinBreaks(joined)
}

/** Two consecutive line breaks in two leaves make one gap: the first takes both. */
function joinBreaks(leaves: readonly Leaf[]): Leaf[] {
  const joined: Leaf[] = []
  for (const leaf of leaves) {
    const last = joined.at(-1)
    const breaks = /^\n+/.exec(leaf.text)?.[0] ?? ''
    if (last?.text.endsWith('\n') && breaks) {
      last.text += breaks
      joined.push({ ...leaf, text: leaf.text.slice(breaks.length) })
    } else joined.push({ ...leaf })
  }
  return joined.filter(({ text }) => text)
}

function takeLastSpace(leaves: Leaf[]): void {
  const last = leaves.at(-1)
  if (!last?.text.endsWith(' ')) return
  last.text = last.text.slice(0, -1)
  if (!last.text) leaves.pop()
}

/** Without white space at either end; leaves with the same marks become one. */
function trimmed(leaves: readonly Leaf[]): Leaf[] {
  const result: Leaf[] = []
  for (const leaf of leaves) {
    const last = result.at(-1)
    if (last && isAlike(last, leaf)) last.text += leaf.text
    else result.push({ ...leaf })
  }
  const isSaid = ({ text }: Leaf) => text.trim() !== ''
  const said = result.slice(Math.max(0, result.findIndex(isSaid)), result.findLastIndex(isSaid) + 1)
  const first = said[0]
  if (first) first.text = first.text.trimStart()
  const last = said.at(-1)
  if (last) last.text = last.text.trimEnd()
  return said
}

function isAlike(a: Leaf, b: Leaf): boolean {
  return a.strong === b.strong && a.em === b.em && JSON.stringify(a.link) === JSON.stringify(b.link)
}
