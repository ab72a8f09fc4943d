import type { Loss } from './losses.ts'
import type { Leaf, Piece, Role } from './pieces.ts'

/** What a text may hold, by the names that its schema gives them. */
export interface Allowed {
  styles: readonly string[]
  lists: readonly string[]
  decorators: readonly string[]
  annotations: readonly string[]
  blocks: readonly string[]
}

export interface Span {
  _type: 'span'
  _key: string
  text: string
  marks: string[]
}

export interface TextBlock {
  _type: 'block'
  _key: string
  style: string
  listItem?: 'bullet' | 'number'
  level?: number
  markDefs: ({ _key: string } & NonNullable<Leaf['link']>)[]
  children: Span[]
}

export type Block =
  | TextBlock
  | { readonly _type: string; readonly _key: string; readonly [field: string]: unknown }

/** Settles styles and keys. The highest heading that a text has becomes “Heading”, those below it “Smaller heading”. */
export function toBlocks(
  pieces: readonly Piece[],
  allowed: Allowed,
  newKey: () => string,
  losses: Loss[],
): Block[] {
  const levels = levelsOf(pieces)
  return pieces.flatMap((piece): Block[] => {
    if (piece.kind === 'object') return [{ ...piece.value, _key: newKey() }]
    if (piece.kind === 'table') return [tableBlock(piece, newKey)]
    const { role } = piece
    const style = styleOf(role, levels, allowed)
    if (role.kind === 'heading' && levels.indexOf(role.level) > 1) {
      losses.push({ kind: 'deepHeading', words: piece.leaves.map(({ text }) => text).join('') })
    }
    const isBare = role.kind === 'heading' && style === 'normal'
    const leaves = isBare ? piece.leaves.map(leaf => ({ ...leaf, strong: true })) : piece.leaves
    const item = role.kind === 'item' && allowed.lists.includes(role.list) ? role : null
    return [
      {
        ...textBlock(leaves, style, allowed, newKey),
        ...(item && { listItem: item.list, level: item.level }),
      },
    ]
  })
}

function levelsOf(pieces: readonly Piece[]): number[] {
  const levels = pieces.flatMap(piece =>
    piece.kind === 'text' && piece.role.kind === 'heading' ? [piece.role.level] : [],
  )
  return [...new Set(levels)].toSorted()
}

function styleOf(role: Role, levels: readonly number[], { styles }: Allowed): string {
  const wanted =
    role.kind === 'quote'
      ? 'blockquote'
      : role.kind === 'heading'
        ? levels.indexOf(role.level) > 0
          ? 'h3'
          : 'h2'
        : 'normal'
  return styles.includes(wanted) ? wanted : 'normal'
}

function textBlock(
  leaves: readonly Leaf[],
  style: string,
  allowed: Allowed,
  newKey: () => string,
): TextBlock {
  const _key = newKey()
  const markDefs: TextBlock['markDefs'] = []
  const children = leaves.map((leaf): Span => {
    const marks: string[] = []
    if (leaf.strong && allowed.decorators.includes('strong')) marks.push('strong')
    if (leaf.em && allowed.decorators.includes('em')) marks.push('em')
    if (leaf.link && allowed.annotations.includes(leaf.link._type))
      marks.push(markKey(markDefs, leaf.link, newKey))
    return { _type: 'span', _key: newKey(), text: leaf.text, marks }
  })
  return { _type: 'block', _key, style, markDefs, children }
}

/** Words beside each other that lead to one place are one link. */
function markKey(
  markDefs: TextBlock['markDefs'],
  link: NonNullable<Leaf['link']>,
  newKey: () => string,
): string {
  const last = markDefs.at(-1)
  if (last) {
    const { _key, ...known } = last
    if (JSON.stringify(known) === JSON.stringify(link)) return _key
  }
  const _key = newKey()
  markDefs.push({ ...link, _key })
  return _key
}

function tableBlock(table: Extract<Piece, { kind: 'table' }>, newKey: () => string): Block {
  return {
    _type: 'captionedTable',
    _key: newKey(),
    ...(table.caption && { caption: table.caption }),
    hasRowHeadings: table.hasRowHeadings,
    grid: {
      _type: 'table',
      rows: table.rows.map(cells => ({ _type: 'tableRow', _key: newKey(), cells })),
    },
  }
}
