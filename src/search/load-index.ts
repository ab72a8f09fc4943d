import { blockPath, type SearchBlock } from './block-format.ts'
import type { SearchIndex } from './find.ts'

/** More at once would keep each other waiting on a slow connection. */
const atOnce = 4

/**
 * Reads blocks into an index, the first names first, and reports after each. A block that is gone by now held what has been
 * withdrawn. Gives whether all could be read.
 */
export async function loadIndex(
  names: readonly string[],
  index: SearchIndex,
  onBlock: () => void,
): Promise<boolean> {
  const waiting = names[Symbol.iterator]()
  let isWhole = true
  async function work(): Promise<void> {
    for (const name of waiting) {
      const block = await readBlock(name)
      if (block === 'failed') isWhole = false
      else if (block) index.add(block)
      onBlock()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return isWhole
}

async function readBlock(name: string): Promise<SearchBlock | null | 'failed'> {
  try {
    const response = await fetch(blockPath(name))
    if (response.status === 404) return null
    if (!response.ok) return 'failed'
    // The site’s own file, made by the code that this file is part of.
    const block: SearchBlock = await response.json()
    return block
  } catch {
    return 'failed'
  }
}
