import { useEffect, useState } from 'react'
import { type SanityClient, useClient } from 'sanity'
import { apiVersion } from '../project.ts'

/** How long an answer is good for: what is asked here changes a few times a year. */
const freshMs = 60_000

type Answers = Map<string, { answer: Promise<unknown>; until: number }>
const answersByClient = new WeakMap<SanityClient, Answers>()

/** What the published content answers to a query: one request a minute, however many ask. Undefined until it is there. */
export function usePublishedContent(query: string): unknown {
  const client = useClient({ apiVersion })
  const [answer, setAnswer] = useState<unknown>()
  useEffect(() => {
    let isWanted = true
    askPublishedContent(client, query).then(
      given => isWanted && setAnswer(given),
      error => console.error(`The Studio could not read what it needs to advise (${query}):`, error),
    )
    return () => {
      isWanted = false
    }
  }, [client, query])
  return answer
}

/** What the published content answers to a query, asked at most once a minute. */
export function askPublishedContent(client: SanityClient, query: string): Promise<unknown> {
  const answers: Answers = answersByClient.get(client) ?? new Map()
  answersByClient.set(client, answers)
  const kept = answers.get(query)
  if (kept && kept.until > Date.now()) return kept.answer
  const answer = client.withConfig({ perspective: 'published' }).fetch<unknown>(query)
  answers.set(query, { answer, until: Date.now() + freshMs })
  answer.catch(() => answers.delete(query))
  return answer
}
