import type { HtmlElement } from './html-node.ts'
import type { Loss } from './losses.ts'
import { readHtml } from './read-html.ts'
import type { Reading } from './reader.ts'
import { type Allowed, type Block, toBlocks } from './to-blocks.ts'

/**
 * HTML as Portable Text: pasted into a form, or from another website's export. Every word and every element of it is
 * in the blocks or among the losses.
 */
export function fromHtml(
  root: HtmlElement,
  options: { reading: Reading; allowed: Allowed; newKey(): string },
): { blocks: Block[]; losses: Loss[] } {
  const { pieces, losses } = readHtml(root, options.reading)
  const blocks = toBlocks(pieces, options.allowed, options.newKey, losses)
  return { blocks, losses }
}
