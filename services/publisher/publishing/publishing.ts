import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { ReleaseCheckError } from '../checks/problem.ts'
import type { Clock } from '../clock.ts'
import type { Journal } from '../hooks/journal.ts'
import type { Log } from '../log.ts'
import type { ReleaseStore, StoredRelease } from '../releases/release-store.ts'
import type { Renderer, Snapshot } from '../renderer.ts'
import { createAgenda } from './agenda.ts'
import { loadAnnounced } from './load-announced.ts'
import { publishOnce } from './publish-once.ts'
import { type PublishingState, writeState } from './state.ts'
import { createComparison, loadTruth, type Truth } from './truth.ts'
import { explainReading, UnreadableContentError } from './unreadable-content.ts'

export type Reason = 'start' | 'new code' | 'webhook' | 'comparison' | 'time' | 'retry'

export type PublishingOptions = {
  clock: Clock
  client: SanityClient
  renderer: Renderer
  store: ReleaseStore
  journal: Journal
  log: Log
  /** The folder of the state file. */
  folder: string
  siteUrl: string
  studioUrl: string | undefined
  maxRemovedShare: number
  compareEveryMs: number
  /** Called once a release is live, with the one that was before. */
  onLive(release: StoredRelease, previous: StoredRelease | null): void
}

/** Waits after attempts that could not even read the content, in milliseconds; the last one repeats. */
const retryDelaysMs = [1000, 2000, 5000, 10_000, 30_000, 60_000]

/** How far the clock may go back before pages that were made for the future are made again. */
const clockSlackMs = 60_000

/** How often a publish that takes long tells how far it is, in milliseconds. */
const tellEveryMs = 1000

export type Publishing = ReturnType<typeof createPublishing>

/**
 * Decides when to publish, and does it: one attempt runs, at most one waits, and whatever is asked for meanwhile is
 * taken in by the one that waits.
 */
export function createPublishing(options: PublishingOptions, found: StoredRelease | null) {
  const { clock, client, renderer, journal, log, siteUrl, studioUrl } = options
  const stopping = new AbortController()
  const { signal } = stopping
  const comparison = createComparison()
  const agenda = createAgenda(clock, { onDue })
  const wanted = new Set<Reason>()
  let live = found
  /** What the last attempt went by, live or not: another attempt with the same would fail the same way. */
  let attempted: Snapshot | null = found?.snapshot ?? null
  let truth: Truth | null = null
  let failures = 0
  let toldAtMs = 0
  let running: Promise<void> | null = null
  let comparing: Promise<void> | null = null
  let codeIsNew = false
  let lastComparison: { at: string; fault: string | null } | null = null
  let state: PublishingState = stateOf('idle')

  function stateOf(name: PublishingState['state'], error?: unknown): PublishingState {
    return {
      state: name,
      reason: error === undefined ? null : error instanceof Error ? error.message : String(error),
      problems: error instanceof ReleaseCheckError ? error.problems.slice(0, 20) : [],
      since: clock.now().toString(),
      progress: null,
    }
  }

  function request(reason: Reason): void {
    if (signal.aborted) return
    wanted.add(reason)
    running ??= run().finally(() => {
      running = null
      const [next] = wanted
      if (next) request(next)
    })
  }

  async function run(): Promise<void> {
    while (wanted.size > 0 && !signal.aborted) {
      const reasons = [...wanted]
      wanted.clear()
      const notes = journal.pending()
      // The attempt before took the webhook in already.
      if (notes.length === 0 && reasons.every(reason => reason === 'webhook')) continue
      agenda.retryAt(null)
      state = stateOf('publishing')
      try {
        await attempt(reasons, notes)
        failures = 0
        state = stateOf('idle')
      } catch (error) {
        if (signal.aborted) return
        fail(error)
      }
      await keepState()
    }
  }

  async function attempt(reasons: Reason[], notes: ReturnType<Journal['pending']>): Promise<void> {
    const startedAt = clock.now()
    toldAtMs = startedAt.epochMilliseconds
    const snapshot = await load(notes)
    const now = clock.now()
    if (truth) comparison.settle(truth, snapshot)
    truth = null
    attempted = snapshot
    agenda.changeAt(renderer.nextChangeAt(snapshot, now))
    const closeNotes = () => journal.close(Math.max(0, ...notes.map(note => note.number)), clock.now())
    try {
      const { release, rendered, written } = await publishOnce({
        ...options,
        live,
        snapshot,
        now,
        signal,
        onProgress,
      })
      if (release) goLive(release)
      const facts = {
        reasons,
        release: live?.name,
        rendered,
        written,
        webhooks: notes.length,
        readMs: Math.round(now.since(startedAt).total('milliseconds')),
        totalMs: Math.round(clock.now().since(startedAt).total('milliseconds')),
      }
      log.info(facts, release ? `Release ${release.name} is live` : 'The release is up to date')
    } catch (error) {
      // It took the webhooks in all the same: only other content will make another release of it.
      if (error instanceof ReleaseCheckError) await closeNotes()
      throw error
    }
    await closeNotes()
  }

  function goLive(release: StoredRelease): void {
    const previous = live
    live = release
    codeIsNew = false
    options.onLive(release, previous)
  }

  async function load(notes: ReturnType<Journal['pending']>): Promise<Snapshot> {
    const input = { renderer, client, studioUrl, notes, clock, log, signal }
    try {
      return await loadAnnounced({ ...input, previous: live?.snapshot })
    } catch (error) {
      const explained = explainReading(error, client.config().apiHost)
      // Older code may have left a snapshot that this code cannot read.
      const mayBePrevious = codeIsNew && live !== null && !(explained instanceof UnreadableContentError)
      if (!mayBePrevious || signal.aborted) throw explained
      log.warn(
        { err: error },
        'The content cannot be read together with what an older version kept; trying without',
      )
      return await loadAnnounced({ ...input, previous: undefined })
    }
  }

  function fail(error: unknown): void {
    state = stateOf('failed', error)
    if (error instanceof ReleaseCheckError) {
      log.error({ problems: error.problems.slice(0, 20) }, `The release was not put live: ${error.message}`)
      // A page may have failed for want of something outside it, such as a picture that could not be fetched.
      if (error.problems.every(problem => problem.rule !== 'rendered')) return
    }
    const delayMs = retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)] ?? 0
    failures += 1
    agenda.retryAt(clock.now().add({ milliseconds: delayMs }))
    if (!(error instanceof ReleaseCheckError)) {
      log.error({ err: error, retryInMs: delayMs }, `Publishing failed: ${state.reason}`)
    }
  }

  function onProgress(done: number, total: number): void {
    state.progress = { done, total }
    const now = clock.now().epochMilliseconds
    if (now - toldAtMs < tellEveryMs) return
    toldAtMs = now
    log.info({ done, total }, `${done} of ${total} files are made`)
  }

  function onDue(due: { change: boolean; retry: boolean; compare: boolean }): void {
    if (due.retry) request('retry')
    if (due.change || isAhead()) request('time')
    if (due.compare) compare()
  }

  /** Whether the live release was made for a time that has yet to come: the clock was wrong, and is set right. */
  function isAhead(): boolean {
    if (live === null) return false
    const ahead =
      Temporal.Instant.from(live.record.publishedAt).epochMilliseconds - clock.now().epochMilliseconds
    return ahead > clockSlackMs
  }

  /** Looks for webhooks that never came. */
  function compare(): void {
    agenda.compareAt(clock.now().add({ milliseconds: options.compareEveryMs }))
    if (running || comparing || attempted === null) return
    const reference = attempted
    comparing = (async () => {
      try {
        const present = await loadTruth(client, signal)
        lastComparison = { at: clock.now().toString(), fault: null }
        const ids = comparison.differences(present, reference)
        if (ids.length === 0 || running) return
        log.info({ documents: ids.slice(0, 10), count: ids.length }, 'The content differs from the release')
        truth = present
        request('comparison')
      } catch (error) {
        if (signal.aborted) return
        const fault = error instanceof Error ? error.message : String(error)
        lastComparison = { at: clock.now().toString(), fault }
        log.warn({ err: error }, 'The content cannot be compared with the release now')
      } finally {
        comparing = null
      }
    })()
  }

  async function keepState(): Promise<void> {
    try {
      await writeState(join(options.folder, 'state.json'), { ...state, release: live?.name ?? null })
    } catch (error) {
      log.error({ err: error }, 'The state file cannot be written')
    }
  }

  return {
    request,
    state: (): PublishingState => state,
    /** The release that is live. */
    current: (): StoredRelease | null => live,
    nextChangeAt: (): Temporal.Instant | null => agenda.nextChangeAt(),
    lastComparison: () => lastComparison,

    /** Takes up what was noted before, and compares the live release with the truth. */
    async start(): Promise<void> {
      if (live === null) request('start')
      else {
        const now = clock.now()
        codeIsNew = await isOtherCode(renderer, live, siteUrl, now)
        if (codeIsNew || live.record.siteUrl !== siteUrl) request('new code')
        if (journal.pending().length > 0) request('webhook')
        const { nextChangeAt } = live.record
        agenda.changeAt(nextChangeAt === null ? null : Temporal.Instant.from(nextChangeAt))
        compare()
      }
      agenda.start(options.compareEveryMs)
    },

    /** Resolves once nothing runs and nothing waits but what a time brings. */
    async whenQuiet(): Promise<void> {
      while (running || comparing) await Promise.all([running, comparing])
    },

    /** Ends what runs between two files; what it did not finish is taken up at the next start. */
    async stop(): Promise<void> {
      stopping.abort(new Error('The publisher is stopping.'))
      agenda.stop()
      await Promise.all([running, comparing])
    },
  }
}

/** Whether the renderer is of another version than the one that made a release. */
async function isOtherCode(
  renderer: Renderer,
  { record, snapshot }: StoredRelease,
  siteUrl: string,
  now: Temporal.Instant,
): Promise<boolean> {
  try {
    const { body } = await renderer.render('/release.json', { snapshot, now, siteUrl })
    const notice: unknown = JSON.parse(new TextDecoder().decode(body))
    return Object(notice).codeVersion !== record.codeVersion
  } catch {
    return true
  }
}
