import type { SanityClient } from '@sanity/client'
import type { Moment, Renderer, Snapshot } from '#renderer/contract.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { followChanges } from './lake-changes.ts'

/** The shortest time between two reads, in milliseconds: editors type faster than anyone reads. */
const paceMs = 100

/** How often drafts are read without a live connection, in milliseconds; a failure doubles it, up to the longest. */
const pollMs = 2000
const longestPollMs = 30_000

/** How often to check for a publication, for changes by time alone and for idleness, in milliseconds. */
const tickMs = 1000

/** After this long without a reader, in milliseconds, drafts are dropped and the connection is closed. */
const idleMs = 10 * 60_000

/** How far the clock may go back before the current moment is updated, in milliseconds. */
const slackMs = 1000

export type DraftContent = ReturnType<typeof createDraftContent>

/**
 * The current drafts. Reading and listening start with the first reader and stop when nobody has read for a while;
 * meanwhile every change is loaded incrementally.
 */
export function createDraftContent(options: {
  client: SanityClient
  renderer: Renderer
  clock: Clock
  log: Log
  studioUrl: string | undefined
  /** The published content if loaded: most of it is shared, and a broken draft falls back to it. */
  published(): Snapshot | null
  onChange(before: Moment, after: Moment): void
  /** The connection to the Content Lake was lost or restored. */
  onFollowing(): void
  /** Whether a page is open. */
  isWatched(): boolean
}) {
  const { client, renderer, clock, log } = options
  const stopping = new AbortController()
  let awake: AbortController | null = null
  let moment: Moment | null = null
  let shownPublished: Snapshot | null = null
  let nextChangeAt: Temporal.Instant | null = null
  let isFollowing = false
  let lookedAtMs = 0
  let announced = new Set<string>()
  let running: Promise<void> | null = null
  let waiting: Promise<void> | null = null
  let startedAtMs = Number.NEGATIVE_INFINITY
  let isDue = false

  /** Reads changes. Calls during a read cause one more read after it. */
  function refresh(): Promise<void> {
    if (running === null) {
      running = read().finally(() => {
        running = null
      })
      return running
    }
    waiting ??= running
      .catch(() => {})
      .then(() => {
        waiting = null
        return refresh()
      })
    return waiting
  }

  async function read(): Promise<void> {
    stopping.signal.throwIfAborted()
    startedAtMs = clock.now().epochMilliseconds
    const asked = announced
    announced = new Set()
    try {
      const { studioUrl } = options
      const { signal } = stopping
      const previous = moment?.snapshot ?? options.published() ?? (await loadPublished())
      const snapshot = await renderer.loadSnapshot(client, previous, {
        studioUrl,
        announced: [...asked],
        perspective: 'drafts',
        signal,
      })
      if (awake && !isSame(moment?.snapshot, snapshot)) show({ snapshot, now: clock.now() })
    } catch (error) {
      for (const id of asked) announced.add(id)
      throw error
    }
  }

  /** There may be drafts of a site that was never published. */
  async function loadPublished(): Promise<Snapshot | undefined> {
    const { studioUrl } = options
    return await renderer
      .loadSnapshot(client, undefined, { studioUrl, signal: stopping.signal })
      .catch(() => undefined)
  }

  function show(after: Moment): void {
    const before = moment
    moment = after
    shownPublished = options.published()
    // First, so that the renderer makes the new state of the site out of the one before.
    if (before) renderer.changesBetween(before, after)
    nextChangeAt = renderer.nextChangeAt(after.snapshot, after.now)
    if (before && awake) options.onChange(before, after)
  }

  /** A change was announced: read at once, or at the given pace while changes follow each other. */
  function readSoon(): void {
    if (isDue || !awake) return
    isDue = true
    const sinceMs = clock.now().epochMilliseconds - startedAtMs
    const delayMs = Math.max(0, Math.min(paceMs, paceMs - sinceMs))
    whileAwake(delayMs, () => {
      isDue = false
      refresh().catch(logFailure)
    })
  }

  function logFailure(error: unknown): void {
    if (!stopping.signal.aborted) log.warn({ err: error }, 'The preview cannot read the drafts just now')
  }

  function wake(): void {
    if (awake || stopping.signal.aborted) return
    awake = new AbortController()
    isDue = false
    const { signal } = awake
    followChanges({
      client,
      clock,
      log,
      signal,
      onChange(id) {
        announced.add(id)
        readSoon()
      },
      onFollowing(following) {
        if (signal.aborted) return
        // Reads what changed while not listening.
        if (following) readSoon()
        else poll(pollMs)
        if (isFollowing === following) return
        isFollowing = following
        options.onFollowing()
      },
    })
    // Until the connection is open, which it may never be.
    poll(pollMs)
    whileAwake(tickMs, tick)
  }

  let isPolling = false

  function poll(delayMs: number): void {
    if (isPolling) return
    isPolling = true
    whileAwake(delayMs, () => {
      isPolling = false
      if (isFollowing) return
      refresh().then(
        () => poll(pollMs),
        error => {
          logFailure(error)
          poll(Math.min(longestPollMs, delayMs * 2))
        },
      )
    })
  }

  function tick(): void {
    if (options.isWatched()) lookedAtMs = clock.now().epochMilliseconds
    if (clock.now().epochMilliseconds - lookedAtMs > idleMs) {
      sleep()
      return
    }
    passTime()
    // What patients have is other content now, with no draft changed.
    if (moment && shownPublished !== options.published()) show(moment)
    whileAwake(tickMs, tick)
  }

  function sleep(): void {
    awake?.abort()
    awake = null
    isFollowing = false
    isPolling = false
    moment = null
  }

  /** Updates the moment if time alone has changed the site. */
  function passTime(): void {
    if (moment === null) return
    const now = clock.now()
    const isPast = nextChangeAt !== null && Temporal.Instant.compare(nextChangeAt, now) <= 0
    const isSetBack = now.epochMilliseconds < moment.now.epochMilliseconds - slackMs
    if (isPast || isSetBack) show({ snapshot: moment.snapshot, now })
  }

  function whileAwake(delayMs: number, run: () => void): void {
    const signal = awake?.signal
    if (!signal || signal.aborted) return
    const cancel = clock.after(delayMs, () => {
      signal.removeEventListener('abort', cancel)
      run()
    })
    signal.addEventListener('abort', cancel, { once: true })
  }

  return {
    /**
     * The drafts now; read again if there is no live connection.
     * @throws errors of reading.
     */
    async current(): Promise<Moment> {
      stopping.signal.throwIfAborted()
      lookedAtMs = clock.now().epochMilliseconds
      wake()
      if (moment === null || !isFollowing) await refresh()
      passTime()
      if (moment === null) throw new Error('The drafts were dropped while they were read. Try again.')
      return moment
    },
    /** The drafts as last read; null before the first read. */
    latest: (): Moment | null => moment,
    isFollowing: (): boolean => isFollowing,
    stop(): void {
      stopping.abort(new Error('The preview is stopping.'))
      sleep()
    },
  }
}

/** Whether two reads are equal: unchanged documents are the same objects. */
function isSame(before: Snapshot | undefined, after: Snapshot): boolean {
  const documents = before?.documents
  return (
    documents?.length === after.documents.length &&
    after.documents.every((document, index) => document === documents[index])
  )
}
