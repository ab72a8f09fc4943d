import { useEffect, useState } from 'react'
import { type SanityClient, useClient } from 'sanity'
import { apiVersion } from '../project.ts'

/** How long a result is reused: what is queried here changes a few times a year. */
const freshMs = 60_000

type Results = Map<string, { result: Promise<unknown>; until: number }>
const resultsByClient = new WeakMap<SanityClient, Results>()

/** The published result of a query, fetched at most once a minute for all components. Undefined until it has loaded. */
export function usePublishedContent(query: string): unknown {
  const client = useClient({ apiVersion })
  const [result, setResult] = useState<unknown>()
  useEffect(() => {
    let isWanted = true
    fetchPublishedContent(client, query).then(
      given => isWanted && setResult(given),
      error => console.error(`The Studio could not read what it needs to advise (${query}):`, error),
    )
    return () => {
      isWanted = false
    }
  }, [client, query])
  return result
}

/** The published result of a query, fetched at most once a minute. */
export function fetchPublishedContent(client: SanityClient, query: string): Promise<unknown> {
  const results: Results = resultsByClient.get(client) ?? new Map()
  resultsByClient.set(client, results)
  const kept = results.get(query)
  if (kept && kept.until > Date.now()) return kept.result
  const result = client.withConfig({ perspective: 'published' }).fetch<unknown>(query)
  results.set(query, { result, until: Date.now() + freshMs })
  result.catch(() => results.delete(query))
  return result
}
