import type { PreparedBlock } from './prepare.ts'

/** A list with its items, each with the lists inside it. */
export interface List {
  kind: 'bullet' | 'number'
  items: ListItem[]
}

export interface ListItem {
  block: PreparedBlock
  lists: List[]
}

/**
 * Puts items into lists, and lists into items, as the editor indented them. An item that was indented by more than one
 * step goes one step in: no list is without an item around it.
 */
export function nestLists(blocks: readonly PreparedBlock[]): (PreparedBlock | List)[] {
  const nested: (PreparedBlock | List)[] = []
  /** The lists that are open, from the outside in. */
  let open: List[] = []
  for (const block of blocks) {
    const { listItem, level } = block
    if (listItem === null) {
      open = []
      nested.push(block)
      continue
    }
    const depth = Math.min(level, open.length + 1)
    let list = open[depth - 1]
    if (list?.kind !== listItem) {
      list = { kind: listItem, items: [] }
      const around = open[depth - 2]?.items.at(-1)?.lists ?? nested
      around.push(list)
    }
    list.items.push({ block, lists: [] })
    open = [...open.slice(0, depth - 1), list]
  }
  return nested
}
