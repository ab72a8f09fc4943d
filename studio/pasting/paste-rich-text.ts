import type { OnPasteFn } from 'sanity'
import { deepestListLevel } from '#domain/vocabulary.ts'
import { fromHtml } from './from-html.ts'
import type { HtmlElement } from './html-node.ts'
import { parseAddress } from './link-address.ts'
import { type Loss, lossKinds } from './losses.ts'
import type { FoundPicture, Reading } from './reader.ts'
import type { Allowed, Block } from './to-blocks.ts'
import { treeOfHtml } from './tree-of-dom.ts'

/** Of what goes with a paste, staff need to hear this. */
const reportedKinds: ReadonlySet<Loss['kind']> = new Set([
  'embed',
  'form',
  'mathsOrDrawing',
  'picture',
  'table',
  'struck',
])

export interface PastedText {
  blocks: Block[]
  /** What staff need to hear, a sentence each; mostly none. */
  notes: string[]
}

/** What a text may hold, as the Studio's editor knows it. */
export function allowedBy({ styles, lists, decorators, annotations, blockObjects }: PasteTypes): Allowed {
  return {
    styles: styles.map(({ value }) => value),
    lists: lists.map(({ value }) => value),
    decorators: decorators.map(({ value }) => value),
    annotations: annotations.map(({ name }) => name),
    blocks: blockObjects.map(({ name }) => name),
  }
}

type PasteTypes = Parameters<OnPasteFn>[0]['schemaTypes']

/**
 * The blocks of formatted text from a clipboard. Null where there is no formatted text, or the Studio itself wrote it:
 * its editor then pastes as it does by itself.
 */
export function readPaste(
  clipboard: DataTransfer,
  allowed: Allowed,
  newKey: () => string,
): PastedText | null {
  const html = clipboard.getData('text/html')
  const isOwn = clipboard.types.includes('application/x-portable-text')
  if (!html || isOwn || clipboard.getData('text/plain') === html) return null
  return readPastedHtml(treeOfHtml(html), allowed, newKey)
}

/** The blocks of pasted HTML; null when nothing in it can be kept. */
export function readPastedHtml(root: HtmlElement, allowed: Allowed, newKey: () => string): PastedText | null {
  const { blocks, losses } = fromHtml(root, { reading: reading(allowed), allowed, newKey })
  if (blocks.length === 0) return null
  return { blocks, notes: notesOn(losses) }
}

function reading(allowed: Allowed): Reading {
  return {
    addressOf: href => parseAddress(href),
    linkOf: href => ({ _type: 'externalLink', href }),
    pictureOf: () => null,
    pictureMark: markOf,
    keepsTables: allowed.blocks.includes('captionedTable'),
    deepestList: deepestListLevel,
    newlinesBreak: false,
  }
}

/** The file of a picture does not come with a paste; the mark says where to upload it, and is seen if it is forgotten. */
function markOf({ alt, caption }: FoundPicture): string {
  const words = alt || caption
  return words ? `[Picture to upload here: ${words}]` : '[Picture to upload here]'
}

function notesOn(losses: readonly Loss[]): string[] {
  const reported = losses.filter(({ kind }) => reportedKinds.has(kind))
  return [...new Set(reported.map(({ kind }) => kind))].map(kind => {
    const count = reported.filter(loss => loss.kind === kind).length
    const { reason, todo } = lossKinds[kind]
    return `${reason}${count > 1 ? ` (${count} times)` : ''} ${todo}`
  })
}
