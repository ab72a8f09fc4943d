import { documentTypeRows, typesWith } from '#domain/document-types.ts'
import type { KeptDocument } from '#sanity/kept-document.ts'
import { derive, isAddressed, listDocuments, type Site, toPath } from '#site/site.ts'
import { oldestFirst } from '#site/site-lists.ts'
import { blockPath } from './block-format.ts'

/*
 * The index is in blocks, so that an edit changes one small file of it.
 */

/** Half as many documents in a block would cost an eighth more bytes, twice as many an editor’s milliseconds. */
const mostInBlock = 32

/** Of all that is in no blocks of its own there is room for so many, beside the pages that are no document’s. */
const mostInSiteBlock = 48

/**
 * The names of the blocks, in the order in which readers are served best: services and their like, then articles, the
 * newest first.
 */
export function blockNames(site: Site): string[] {
  return blocksOf(site).keys().toArray()
}

/** The documents of a block; null when there is none of this name. */
export function findBlock(site: Site, name: string): KeptDocument[] | null {
  return (
    blocksOf(site)
      .get(name)
      ?.flatMap(id => site.find(id) ?? []) ?? null
  )
}

/**
 * Paths of pages, with each block after the last page whose words it has, or at the end: made in this order, a text is
 * unpacked once for both. Only one document of each block is looked at, since paths are listed at every publish.
 */
export function withBlocks(site: Site, pages: readonly string[]): string[] {
  const blocks = Array.from(
    blocksOf(site),
    ([name, ids]) => [findPath(site, ids.at(-1)) ?? name, blockPath(name)] as const,
  )
  const waiting = new Map(blocks)
  const paths: string[] = []
  for (const page of pages) {
    paths.push(page)
    const block = waiting.get(page)
    if (block !== undefined) paths.push(block)
    waiting.delete(page)
  }
  return [...paths, ...waiting.values()]
}

function findPath(site: Site, id: string | undefined): string | null {
  const shown = id === undefined ? null : site.find(id)?.shown
  return shown && isAddressed(shown) ? toPath(shown) : null
}

/**
 * Ids of documents by the name of their block. In blocks of their own, documents are counted from the oldest, as on the
 * pages of the list of articles: a new one changes the last block alone.
 */
const blocksOf = derive('blocks', (site): ReadonlyMap<string, readonly string[]> => {
  const { site: together = [], ...apart } = Object.groupBy(
    typesWith('search'),
    type => documentTypeRows[type].search.blocks,
  )
  const ids = together.flatMap(type => listDocuments(site, type).map(({ _id }) => _id))
  const siteBlocks = inBlocks(ids, mostInSiteBlock)
  return new Map([
    // The first one is there in any case: it holds the pages that are no document’s.
    ...nameBlocks('site', siteBlocks.length > 0 ? siteBlocks : [[]]),
    ...Object.entries(apart).flatMap(([name, types]) => {
      const ids = types.flatMap(type => oldestFirst(type, site.list(type)))
      return nameBlocks(name, inBlocks(ids, mostInBlock)).toReversed()
    }),
  ])
})

function nameBlocks(name: string, blocks: readonly string[][]) {
  return blocks.map((ids, index) => [`${name}-${index + 1}`, ids] as const)
}

function inBlocks(ids: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, index) =>
    ids.slice(index * size, (index + 1) * size),
  )
}
