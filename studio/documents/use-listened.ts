import { useEffect, useState } from 'react'
import { useDocumentStore } from 'sanity'
import { apiVersion } from '../project.ts'

/** How long after an error it is tried again. */
const retryMs = 5000

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
    let timer: ReturnType<typeof setTimeout> | undefined
    // An error ends the listening, as when the Content Lake is away: what was read stays until it is back.
    const listen = () =>
      store.listenQuery(query, { ...params }, options).subscribe({
        next: setAnswer,
        error: () => {
          timer = setTimeout(() => {
            listening = listen()
          }, retryMs)
        },
      })
    let listening = listen()
    return () => {
      clearTimeout(timer)
      listening.unsubscribe()
    }
  }, [store, query, params])
  return answer
}
