import type { SanityClient } from '@sanity/client'
import type { Moment, Renderer, Snapshot } from '#renderer/contract.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { followChanges } from './lake-changes.ts'

/** Reads follow each other at this distance at the least, in milliseconds: an editor types faster than anyone reads. */
const paceMs = 100

/** How often drafts are read while no connection tells of changes, in milliseconds; a failure doubles it, up to the most. */
const pollMs = 2000
const longestPollMs = 30_000

/** How often the clock is looked at: for what time alone changes, and for when nobody has looked for long. */
const tickMs = 5000

/** After this long without anybody looking, in milliseconds, drafts are dropped and nothing is listened to. */
const idleMs = 10 * 60_000

/** How far the clock may go back before the moment is taken anew, in milliseconds. */
const slackMs = 1000

export type DraftContent = ReturnType<typeof createDraftContent>

/**
 * The drafts as they are now. Nothing is read or listened to until somebody looks; from then on every change is taken
 * in by difference, until nobody has looked for a while.
 */
export function createDraftContent(options: {
  client: SanityClient
  renderer: Renderer
  clock: Clock
  log: Log
  studioUrl: string | undefined
  /** What is published, as far as it is at hand: most of it is shared, and a broken draft falls back on it. */
  published(): Snapshot | null
  onChange(before: Moment, after: Moment): void
  /** The connection to the Content Lake was lost, or stands again. */
  onFollowing(): void
  /** Whether somebody has a page open. */
  isWatched(): boolean
}) {
  const { client, renderer, clock, log } = options
  const stopping = new AbortController()
  let awake: AbortController | null = null
  let moment: Moment | null = null
  let nextChangeAt: Temporal.Instant | null = null
  let isFollowing = false
  let lookedAtMs = 0
  let announced = new Set<string>()
  let running: Promise<void> | null = null
  let waiting: Promise<void> | null = null
  let startedAtMs = Number.NEGATIVE_INFINITY
  let isDue = false

  /** Reads what changed. Of calls during a reading, one more is made for all of them. */
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

  /** Of a site that has never been published there may be drafts all the same. */
  async function loadPublished(): Promise<Snapshot | undefined> {
    const { studioUrl } = options
    return await renderer
      .loadSnapshot(client, undefined, { studioUrl, signal: stopping.signal })
      .catch(() => undefined)
  }

  function show(after: Moment): void {
    const before = moment
    moment = after
    nextChangeAt = renderer.nextChangeAt(after.snapshot, after.now)
    if (before && awake) options.onChange(before, after)
  }

  /** A change was announced: it is read at once, or, while one follows another, at a steady pace. */
  function readSoon(): void {
    if (isDue || !awake) return
    isDue = true
    const sinceMs = clock.now().epochMilliseconds - startedAtMs
    const delayMs = Math.max(0, Math.min(paceMs, paceMs - sinceMs))
    whileAwake(delayMs, () => {
      isDue = false
      refresh().catch(tellFailure)
    })
  }

  function tellFailure(error: unknown): void {
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
        // Whatever changed while nobody listened is read now.
        if (following) readSoon()
        else poll(pollMs)
        if (isFollowing === following) return
        isFollowing = following
        options.onFollowing()
      },
    })
    // Until the connection stands, and should it never do so.
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
          tellFailure(error)
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
    whileAwake(tickMs, tick)
  }

  function sleep(): void {
    awake?.abort()
    awake = null
    isFollowing = false
    isPolling = false
    moment = null
  }

  /** What time alone has changed since the moment was taken. */
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
     * The drafts at this instant, read now if nothing tells of changes.
     * @throws whatever keeps them from being read.
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
    /** The drafts as they were read last; null while none are at hand. */
    latest: (): Moment | null => moment,
    isFollowing: (): boolean => isFollowing,
    stop(): void {
      stopping.abort(new Error('The preview is stopping.'))
      sleep()
    },
  }
}

/** Whether nothing changed from one reading to the next: a document that did not is the same object. */
function isSame(before: Snapshot | undefined, after: Snapshot): boolean {
  const documents = before?.documents
  return (
    documents?.length === after.documents.length &&
    after.documents.every((document, index) => document === documents[index])
  )
}
