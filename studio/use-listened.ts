import { useEffect, useState } from 'react'
import { useDocumentStore } from 'sanity'
import { apiVersion } from './project.ts'

/** What is asked of all versions of documents, and which changes may change the answer. */
export interface ListenedQuery {
  fetch: string
  listen: string
}

/**
 * What a query answers, kept current; null until it has been read once. `query` and `params` are the same objects from
 * one rendering to the next.
 */
export function useListened(
  query: ListenedQuery,
  params: Readonly<Record<string, string | string[]>>,
): unknown {
  const store = useDocumentStore()
  const [answer, setAnswer] = useState<unknown>(null)
  useEffect(() => {
    const options = { apiVersion, perspective: 'raw', tag: 'desk' } as const
    const listening = store.listenQuery(query, { ...params }, options).subscribe({
      next: setAnswer,
      error: error => console.error(`The Studio could not read what it lists (${query.fetch}):`, error),
    })
    return () => listening.unsubscribe()
  }, [store, query, params])
  return answer
}
