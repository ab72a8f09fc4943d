import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useClient, useSchema } from 'sanity'
import { documentTitle } from '../documents/document-title.ts'
import { fieldTitle } from '../documents/field-title.ts'
import { type DeskContent, deskQuery, parseDeskContent } from '../documents/overview.ts'
import { deskParams } from '../documents/overview-params.ts'
import { apiVersion } from '../project.ts'
import { type LiveState, say } from './live-state.ts'
import { DeskContext } from './overview-context.ts'
import type { SiteReading } from './site-reading.ts'
import { siteTrouble } from './site-state.ts'
import { useSite } from './use-site.ts'

/** How long changes are gathered before the desk is read anew, in milliseconds. */
const gatherMs = 400
/** States change with time alone: how often they are told anew, in milliseconds. */
const tickMs = 30_000

/** Reads what the desk counts and lists, once for the whole Studio, and keeps it current. */
export function DeskProvider({ children }: { children: ReactNode }) {
  const content = useDeskContent()
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
  const desk = useMemo(
    () => content && { content, faults: faults ?? [], trouble, now },
    [content, faults, trouble, now],
  )
  return <DeskContext.Provider value={desk}>{children}</DeskContext.Provider>
}

/** The site is asked every second: what is still the same is told once. */
function useTrouble(site: SiteReading | null, now: Temporal.Instant): LiveState | null {
  const { kind, words, explanation } = siteTrouble(site, now) ?? {}
  return useMemo(() => (kind && words ? say(kind, words, explanation) : null), [kind, words, explanation])
}

function useDeskContent(): DeskContent | null {
  const client = useClient({ apiVersion })
  const [content, setContent] = useState<DeskContent | null>(null)
  useEffect(() => {
    const raw = client.withConfig({ perspective: 'raw' })
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const read = async () => {
      timer = undefined
      const [answer] = await Promise.allSettled([raw.fetch(deskQuery, deskParams(Temporal.Now.instant()))])
      // What could not be read leaves the last counts; the listener tells when the Content Lake is back.
      if (!isOver && answer.status === 'fulfilled') setContent(parseDeskContent(answer.value))
    }
    const soon = () => {
      timer ??= setTimeout(() => void read(), gatherMs)
    }
    void read()
    const { types } = deskParams(Temporal.Now.instant())
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

/** The present, told anew with each change of the content and as time goes by. */
function useMinute(content: DeskContent | null): Temporal.Instant {
  const [now, setNow] = useState(() => Temporal.Now.instant())
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was just read is told of by the present clock.
  useEffect(() => {
    const tell = () => setNow(Temporal.Now.instant())
    tell()
    const timer = setInterval(tell, tickMs)
    return () => clearInterval(timer)
  }, [content])
  return now
}
