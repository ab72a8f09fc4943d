import { documentTypes } from '#domain/document-types.ts'
import type { KeptDocument } from '#sanity/kept-document.ts'
import { derive, type Site } from './site.ts'
import { waitingList } from './site-lists.ts'

/** Documents in a part: few enough that what one reads, of others as well, is noted name by name (`mostSources`). */
const partSize = 16

/**
 * What the documents of lists (`site-lists.ts`) add to something, in their order; on a site with the origin `siteUrl`, where that
 * matters. It is worked out in parts, and in parts of parts, so that an edit costs one of each, and not a look at thousands of
 * documents.
 */
export function deriveOfEach<Value>(
  name: string,
  compute: (site: Site, document: KeptDocument, siteUrl: string) => readonly Value[],
): (site: Site, lists: readonly string[], siteUrl?: string) => readonly Value[] {
  /** By its size, its place in the list, the origin, and the list. */
  const part: (site: Site, key: string) => readonly Value[] = derive(
    name,
    (site, key) => {
      const [size, from, siteUrl = '', ...words] = key.split(' ')
      const list = words.join(' ')
      const ids = site.list(list)
      const [start, step] = [Number(from), Number(size) / partSize]
      if (step === 1) {
        return ids.slice(start, start + partSize).flatMap(id => {
          const document = site.find(id)
          return document ? compute(site, document, siteUrl) : []
        })
      }
      const count = Math.min(partSize, Math.ceil((ids.length - start) / step))
      const parts = Array.from({ length: count }, (_, index) => start + index * step)
      return parts.flatMap(at => part(site, `${step} ${at} ${siteUrl} ${list}`))
    },
    { isKept: true },
  )
  return (site, lists, siteUrl = '') =>
    lists.flatMap(list => {
      let size = partSize
      while (size < site.list(list).length) size *= partSize
      return part(site, `${size} 0 ${siteUrl} ${list}`)
    })
}

/** The lists that together have every document that is shown, each once. */
export const listsOfAll: readonly string[] = [...documentTypes, waitingList]
