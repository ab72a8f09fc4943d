import type { ServerResponse } from 'node:http'
import type { Moment, PreviewState, Renderer, Snapshot } from '#renderer/contract.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { PreviewPage, PreviewPages } from './preview-page.ts'
import type { Session } from './sessions.ts'

/** Limits of open pages: in all, and for one session. */
const mostPages = 64
const mostPagesOfSession = 16

/** How often an idle connection gets a heartbeat, in milliseconds. */
const heartbeatMs = 15_000

/** Limit of the faults that are sent. */
const mostFaults = 20

/** Unsent bytes at which a connection is given up, since nobody reads it. */
const mostUnsent = 256 * 1024

/** A page in a staff member's browser. */
type OpenPage = {
  readonly response: ServerResponse
  readonly session: Session
  readonly path: string
  /** The requested instant; null for now. */
  readonly at: Temporal.Instant | null
  /** Whether it shows what is published, as staff chose in the Studio, instead of drafts. */
  readonly isPublished: boolean
  /** The moment for which it was last rendered. */
  moment: Moment
  dependencies: ReadonlySet<string>
  hash: string
  /** The state that was last sent to it, as JSON. */
  sentState: string
}

export type OpenPages = ReturnType<typeof createOpenPages>

/** The open pages, each with an event stream that announces its changes. */
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
  /** The published content if loaded. */
  published(): Snapshot | null
}) {
  const { renderer, pages, siteUrl, clock, log } = options
  const open = new Set<OpenPage>()
  let cancelHeartbeat: (() => void) | null = null
  /** The moment for which the pages must be rendered next; null if they are up to date. */
  let awaited: Moment | null = null
  let isLooking = false

  function send(page: OpenPage, event: string, data: unknown): void {
    write(page, `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  function write({ response }: OpenPage, text: string): void {
    // Writing after the end would emit an unhandled error and end the process.
    if (response.writableEnded || response.destroyed) return
    if (response.writableLength > mostUnsent) response.destroy()
    else response.write(text)
  }

  async function sendState(page: OpenPage): Promise<void> {
    const { moment, at } = page
    const faults = renderer.faults({ ...moment, siteUrl })
    const zone = await pages.loadTimeZone(moment)
    const state: PreviewState = {
      isFollowing: options.isFollowing(),
      at: at && renderer.describeInstant(at, zone),
      faults: faults.slice(0, mostFaults),
      moreFaults: Math.max(0, faults.length - mostFaults),
      unpublished: findUnpublished(moment.snapshot, options.published()),
    }
    const sentState = JSON.stringify(state)
    if (page.sentState === sentState) return
    page.sentState = sentState
    send(page, 'state', state)
  }

  async function lookAt(page: OpenPage, current: Moment): Promise<void> {
    const snapshot = (page.isPublished && options.published()) || current.snapshot
    const after = { snapshot, now: page.at ?? current.now }
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
    await sendState(page)
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

  /** Notifies the pages that have changed, and sends the state to all. */
  function onMoment(current: Moment): void {
    awaited = current
    if (!isLooking) void look()
  }

  /** Handles one moment after the other; of those that arrive meanwhile, only the last. */
  async function look(): Promise<void> {
    isLooking = true
    for (let current = awaited; current !== null; current = awaited) {
      awaited = null
      for (const page of open) {
        try {
          await lookAt(page, current)
        } catch (error) {
          log.warn({ err: error, path: page.path }, 'A page of the preview cannot be made')
          // Requesting it will show why.
          page.hash = ''
          send(page, 'changed', { hash: '' })
        }
      }
    }
    isLooking = false
  }

  return {
    size: (): number => open.size,

    /** Whether a session may open another page. */
    hasRoom(session: Session): boolean {
      const own = [...open].filter(page => page.session === session).length
      return open.size < mostPages && own < mostPagesOfSession
    },

    /** Adds a page that shows the bytes of `shownHash`, and notifies it at once if they are outdated. */
    async add(
      response: ServerResponse,
      page: Pick<OpenPage, 'session' | 'path' | 'at' | 'isPublished' | 'moment'> & {
        shownHash: string
        made: PreviewPage
      },
    ): Promise<void> {
      const { shownHash, made, ...rest } = page
      // The client may have gone while the page was rendered: it would never be removed again.
      if (response.destroyed) return
      const added: OpenPage = {
        ...rest,
        response,
        dependencies: made.dependencies,
        hash: made.hash,
        sentState: '',
      }
      open.add(added)
      response.once('close', () => open.delete(added))
      cancelHeartbeat ??= clock.after(heartbeatMs, beat)
      response.write('retry: 2000\n\n')
      await sendState(added)
      if (made.hash !== shownHash) send(added, 'changed', { hash: made.hash })
      // The content may have changed while it was rendered.
      const latest = options.latest()
      if (latest && !rest.isPublished && latest.snapshot !== rest.moment.snapshot) onMoment(latest)
    },

    onMoment,

    /** Sends the state to all pages. */
    onStatusChange(): void {
      for (const page of open)
        sendState(page).catch(error => log.warn({ err: error }, 'A page of the preview was not notified'))
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

/** The ids of announcements that are not published, which might be taken for what patients see. */
function findUnpublished({ documents }: Snapshot, published: Snapshot | null): string[] {
  const known = new Set(published?.documents.map(({ id }) => id))
  return documents.filter(({ id, type }) => type === 'announcement' && !known.has(id)).map(({ id }) => id)
}
