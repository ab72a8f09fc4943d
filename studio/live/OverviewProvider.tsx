import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useClient, useSchema } from 'sanity'
import { documentTitle } from '../documents/document-title.ts'
import { fieldTitle } from '../documents/field-title.ts'
import { type OverviewContent, overviewQuery, parseOverview } from '../documents/overview.ts'
import { overviewParams } from '../documents/overview-params.ts'
import { apiVersion } from '../project.ts'
import { type LiveState, say } from './live-state.ts'
import { OverviewContext } from './overview-context.ts'
import type { SiteReading } from './site-reading.ts'
import { siteTrouble } from './site-state.ts'
import { useSite } from './use-site.ts'

/** How long changes are gathered before the overview is fetched again, in milliseconds. */
const gatherMs = 400
/** States also change with time: how often they are recomputed, in milliseconds. */
const tickMs = 30_000

/** Fetches the overview once for the whole Studio, and keeps it current. */
export function OverviewProvider({ children }: { children: ReactNode }) {
  const content = useOverviewContent()
  const { site } = useSite()
  const schema = useSchema()
  const given = site?.release?.faults
  const faults = useMemo(
    () =>
      content &&
      given?.map(fault => ({
        ...fault,
        title: documentTitle({ ...fault, id: fault.documentId }, content),
        fieldTitle: fieldTitle(schema.get(fault.type), fault.field),
      })),
    [given, schema, content],
  )
  const now = useMinute(content)
  const trouble = useTrouble(site, now)
  const overview = useMemo(
    () => content && { content, faults: faults ?? [], trouble, now },
    [content, faults, trouble, now],
  )
  return <OverviewContext.Provider value={overview}>{children}</OverviewContext.Provider>
}

/** The site is polled every second; an unchanged state keeps its identity. */
function useTrouble(site: SiteReading | null, now: Temporal.Instant): LiveState | null {
  const { kind, words, explanation } = siteTrouble(site, now) ?? {}
  return useMemo(() => (kind && words ? say(kind, words, explanation) : null), [kind, words, explanation])
}

function useOverviewContent(): OverviewContent | null {
  const client = useClient({ apiVersion })
  const [content, setContent] = useState<OverviewContent | null>(null)
  useEffect(() => {
    const raw = client.withConfig({ perspective: 'raw' })
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const read = async () => {
      timer = undefined
      const [answer] = await Promise.allSettled([
        raw.fetch(overviewQuery, overviewParams(Temporal.Now.instant())),
      ])
      // A failed read keeps the last counts; the listener reports when the Content Lake is back.
      if (!isOver && answer.status === 'fulfilled') setContent(parseOverview(answer.value))
    }
    const soon = () => {
      timer ??= setTimeout(() => void read(), gatherMs)
    }
    void read()
    const { types } = overviewParams(Temporal.Now.instant())
    const options = {
      includeResult: false,
      visibility: 'query',
      events: ['welcome', 'reconnect', 'mutation'],
      tag: 'desk',
    } as const
    const events = raw.listen('*[_type in $types]', { types }, { ...options, events: [...options.events] })
    const listening = events.subscribe({
      next: soon,
      error: soon,
    })
    return () => {
      isOver = true
      clearTimeout(timer)
      listening.unsubscribe()
    }
  }, [client])
  return content
}

/** The present instant, updated with each change of the content and every `tickMs`. */
function useMinute(content: OverviewContent | null): Temporal.Instant {
  const [now, setNow] = useState(() => Temporal.Now.instant())
  // biome-ignore lint/correctness/useExhaustiveDependencies: content that has just been read is judged by the current time.
  useEffect(() => {
    const tell = () => setNow(Temporal.Now.instant())
    tell()
    const timer = setInterval(tell, tickMs)
    return () => clearInterval(timer)
  }, [content])
  return now
}
