import type { ServerResponse } from 'node:http'
import type { Fault, Moment, Renderer } from '#renderer/contract.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { describeInstant } from './asked-instant.ts'
import type { PreviewPage, PreviewPages } from './preview-page.ts'
import type { Session } from './sessions.ts'

/** Pages that are kept up to date at once: in all, and for one session. */
const mostPages = 64
const mostPagesOfSession = 16

/** How often an idle connection is shown to be alive, in milliseconds. */
const heartbeatMs = 15_000

/** What staff must mend, at most so many at once. */
const mostFaults = 20

/** What of a connection waits to be sent, in bytes, before it is given up: nobody reads it. */
const mostUnsent = 256 * 1024

/** A page in somebody's browser. */
type OpenPage = {
  readonly response: ServerResponse
  readonly session: Session
  readonly path: string
  /** The instant that was asked for; null for now. */
  readonly at: Temporal.Instant | null
  /** The moment by which it was looked at last. */
  moment: Moment
  dependencies: ReadonlySet<string>
  hash: string
  /** What it was told last of how things stand. */
  told: string
}

export type OpenPages = ReturnType<typeof createOpenPages>

/** The pages that are open, each with a stream of events by which it learns that it has changed. */
export function createOpenPages(options: {
  renderer: Renderer
  pages: PreviewPages
  /** The origin that patients use. */
  siteUrl: string
  clock: Clock
  log: Log
  isOpen(session: Session): boolean
  isFollowing(): boolean
  latest(): Moment | null
}) {
  const { renderer, pages, siteUrl, clock, log } = options
  const open = new Set<OpenPage>()
  let cancelHeartbeat: (() => void) | null = null
  /** The moment that the pages are to be looked at by next; null when they have been. */
  let awaited: Moment | null = null
  let isLooking = false

  function send(page: OpenPage, event: string, data: unknown): void {
    write(page, `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  function write({ response }: OpenPage, text: string): void {
    // What is written after the end is an error that nobody listens for: it would end the process.
    if (response.writableEnded || response.destroyed) return
    if (response.writableLength > mostUnsent) response.destroy()
    else response.write(text)
  }

  async function tellState(page: OpenPage): Promise<void> {
    const { moment, at } = page
    const faults = renderer.faults({ ...moment, siteUrl })
    const zone = await pages.zoneOf(moment)
    const state = {
      isFollowing: options.isFollowing(),
      at: at && describeInstant(at, zone),
      faults: faults.slice(0, mostFaults).map(shownFault),
      moreFaults: Math.max(0, faults.length - mostFaults),
    }
    const told = JSON.stringify(state)
    if (page.told === told) return
    page.told = told
    send(page, 'state', state)
  }

  async function lookAt(page: OpenPage, current: Moment): Promise<void> {
    const after = page.at ? { snapshot: current.snapshot, now: page.at } : current
    const before = page.moment
    page.moment = after
    const hasChanged = renderer.changesBetween(before, after)
    if (page.hash === '' || page.dependencies.values().some(hasChanged)) {
      const made = await pages.make(page.path, after)
      page.dependencies = made.dependencies
      if (made.hash !== page.hash) {
        page.hash = made.hash
        send(page, 'changed', { hash: made.hash })
      }
    }
    await tellState(page)
  }

  function beat(): void {
    for (const page of open) {
      if (options.isOpen(page.session)) write(page, ':\n\n')
      else end(page)
    }
    cancelHeartbeat = clock.after(heartbeatMs, beat)
  }

  function end(page: OpenPage): void {
    open.delete(page)
    send(page, 'ended', {})
    page.response.end()
  }

  /** Tells the pages that come out otherwise now, and all of them how things stand. */
  function onMoment(current: Moment): void {
    awaited = current
    if (!isLooking) void look()
  }

  /** One moment after the other; of those that come meanwhile, the last one counts. */
  async function look(): Promise<void> {
    isLooking = true
    for (let current = awaited; current !== null; current = awaited) {
      awaited = null
      for (const page of open) {
        try {
          await lookAt(page, current)
        } catch (error) {
          log.warn({ err: error, path: page.path }, 'A page of the preview cannot be made')
          // Asking for it shows why.
          page.hash = ''
          send(page, 'changed', { hash: '' })
        }
      }
    }
    isLooking = false
  }

  return {
    size: (): number => open.size,

    /** Whether another page of a session can be taken. */
    hasRoom(session: Session): boolean {
      const own = [...open].filter(page => page.session === session).length
      return open.size < mostPages && own < mostPagesOfSession
    },

    /** Takes a page on; it shows what `hash` identifies, and is told at once if that is no longer so. */
    async add(
      response: ServerResponse,
      page: Pick<OpenPage, 'session' | 'path' | 'at' | 'moment'> & { shownHash: string; made: PreviewPage },
    ): Promise<void> {
      const { shownHash, made, ...rest } = page
      // Who asked may have gone while the page was made: nothing would ever take it out again.
      if (response.destroyed) return
      const added: OpenPage = {
        ...rest,
        response,
        dependencies: made.dependencies,
        hash: made.hash,
        told: '',
      }
      open.add(added)
      response.once('close', () => open.delete(added))
      cancelHeartbeat ??= clock.after(heartbeatMs, beat)
      response.write('retry: 2000\n\n')
      await tellState(added)
      if (made.hash !== shownHash) send(added, 'changed', { hash: made.hash })
      // It was made while the content changed: nobody has told it yet.
      const latest = options.latest()
      if (latest && latest.snapshot !== rest.moment.snapshot) onMoment(latest)
    },

    onMoment,

    /** Tells all pages how things stand. */
    onStanding(): void {
      for (const page of open)
        tellState(page).catch(error => log.warn({ err: error }, 'A page of the preview was not told'))
    },

    /** Ends the streams of a session, or of all. */
    end(session?: Session): void {
      for (const page of open) if (!session || page.session === session) end(page)
    },

    stop(): void {
      cancelHeartbeat?.()
      for (const page of open) page.response.end()
    },
  }
}

function shownFault({ documentId, title, type, field, reason, studioUrl, level }: Fault) {
  return { documentId, title, type, field, reason, studioUrl, level }
}
