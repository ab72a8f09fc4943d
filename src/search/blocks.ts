import type { KeptDocument } from '#sanity/kept-document.ts'
import { derive, orderedServices, type Site } from '#site/site.ts'

/*
 * The index is in blocks, so that an edit changes one small file of it.
 */

/** Articles in a block: half as many would cost an eighth more bytes, twice as many an editor’s milliseconds. */
const articlesInBlock = 32

/** Of all else there is room for so many documents, beside the pages that are no document’s. */
const othersInBlock = 48

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
 * Ids of documents by the name of their block. Articles are counted from the oldest, as on the pages of their list: a new
 * one changes the last block alone.
 */
const blocksOf = derive('blocks', (site): ReadonlyMap<string, readonly string[]> => {
  const services = orderedServices(site).map(({ _id }) => _id)
  const others = inBlocks([...services, ...site.list('page'), ...site.list('person')], othersInBlock)
  const articles = inBlocks(site.list('article').toReversed(), articlesInBlock)
  return new Map([
    // The first one is there in any case: it holds the pages that are no document’s.
    ...(others.length > 0 ? others : [[]]).map((ids, index) => [`site-${index + 1}`, ids] as const),
    ...articles.map((ids, index) => [`articles-${index + 1}`, ids] as const).toReversed(),
  ])
})

function inBlocks(ids: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, index) =>
    ids.slice(index * size, (index + 1) * size),
  )
}
