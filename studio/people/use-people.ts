import { useCallback, useEffect, useMemo, useState } from 'react'
import { useClient } from 'sanity'
import { apiVersion } from '../project.ts'
import { type Person, peopleApi, reasonFor } from './people-api.ts'

export type PeopleApi = ReturnType<typeof peopleApi>

/** Everybody who has or had access, looked up again when the administrator comes back to the page; null until then. */
export function usePeople(): {
  people: readonly Person[] | null
  problem: string | null
  api: PeopleApi
  reload: () => void
} {
  const client = useClient({ apiVersion })
  const api = useMemo(() => peopleApi(client, window.location.origin), [client])
  const [people, setPeople] = useState<readonly Person[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const reload = useCallback(() => {
    api.load().then(
      loaded => {
        setPeople(loaded)
        setProblem(null)
      },
      (error: unknown) => setProblem(reasonFor(error)),
    )
  }, [api])
  useEffect(() => {
    reload()
    window.addEventListener('focus', reload)
    return () => window.removeEventListener('focus', reload)
  }, [reload])
  return { people, problem, api, reload }
}
