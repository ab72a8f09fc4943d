import { z } from 'zod'
import { type StoredDocument, storedDocument } from './compare.ts'
import { ContentError, type Place } from './place.ts'

const pageSize = 500

/** Neither Sanity's own documents (pictures go with what shows them) nor those of releases, which this site has not. */
const page = `*[_id > $after && !(_id in path("_.**")) && !(_id in path("versions.**")) && !string::startsWith(_type, "sanity.")
  && ($withDrafts || !(_id in path("drafts.**")))] | order(_id) [0...${pageSize}]`

/**
 * All documents of the clinic in a Content Lake, by id.
 * @throws ContentError that says what to check when it cannot be read.
 */
export async function loadDocuments({ client, name }: Place, withDrafts: boolean): Promise<StoredDocument[]> {
  const documents: StoredDocument[] = []
  for (;;) {
    const params = { after: documents.at(-1)?._id ?? '', withDrafts }
    const answer: unknown = await client.fetch(page, params).catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new ContentError(`${name} cannot be read: ${reason} “npm run doctor” says what to do.`, { cause })
    })
    const found = z.array(storedDocument).parse(answer)
    documents.push(...found)
    if (found.length < pageSize) return documents
  }
}
