import { useEffect, useState } from 'react'
import { useClient } from 'sanity'
import { z } from 'zod'
import { documentTypes } from '#domain/document-types.ts'
import { apiVersion } from '../project.ts'

const publishedDocument = z.object({
  id: z.string(),
  type: z.string(),
  rev: z.string(),
})

/** A published document, as lists name it. */
export type PublishedDocument = z.output<typeof publishedDocument>

const query = '*[_type in $types] | order(_updatedAt desc){"id": _id, "type": _type, "rev": _rev}'

/** Every published document with its revision, kept current; null until it has been read once. */
export function usePublished(): readonly PublishedDocument[] | null {
  const client = useClient({ apiVersion })
  const [documents, setDocuments] = useState<readonly PublishedDocument[] | null>(null)
  useEffect(() => {
    const params = { types: documentTypes }
    const read = async () => {
      const answer: unknown = await client.withConfig({ perspective: 'published' }).fetch(query, params)
      setDocuments(z.array(publishedDocument).parse(answer))
    }
    void read()
    const options = { includeResult: false, visibility: 'query', tag: 'live' } as const
    const events = client.listen('*[_type in $types]', params, options).subscribe(() => void read())
    return () => events.unsubscribe()
  }, [client])
  return documents
}
