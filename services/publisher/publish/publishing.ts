import type { Snapshot } from '#renderer/contract.ts'
import { ReleaseCheckError } from '../checks/problem.ts'
import type { StoredRelease } from '../releases/release-store.ts'
import type { Journal } from '../webhooks/journal.ts'
import { createContentComparison, type LastComparison } from './content-comparison.ts'
import { createContentReader } from './content-reader.ts'
import { findChangedDocuments } from './find-changed-documents.ts'
import { type Contact, createLakeContact } from './lake-contact.ts'
import { describePause } from './pause.ts'
import { publishFit } from './publish-fit.ts'
import { type PublishResult, toFailure } from './publish-result.ts'
import type { PublishingOptions, Reason } from './publishing-options.ts'
import type { PublishingState } from './publishing-state.ts'
import { createScheduler } from './scheduler.ts'
import { createStatus } from './status.ts'
import { UnreadableContentError } from './unreadable-content.ts'

/** A publish that a person asked for. */
type Command = {
  /** Pages may vanish, however many. */
  acceptRemoval: boolean
  answer(result: PublishResult): void
}

/** Waits after attempts that could not even read the content, in milliseconds; the last one repeats. */
const retryDelaysMs = [1000, 2000, 5000, 10_000, 30_000, 60_000]

/** How far the clock may go back, in milliseconds, before pages made for the future are rendered again. */
const clockSlackMs = 60_000

export type Publishing = ReturnType<typeof createPublishing>

/**
 * Decides when to publish, and publishes: one attempt runs, at most one waits, and requests that arrive meanwhile join the
 * waiting one.
 */
export function createPublishing(options: PublishingOptions, found: StoredRelease | null) {
  const { clock, client, renderer, journal, pause, log, siteUrl } = options
  const stopping = new AbortController()
  const { signal } = stopping
  /** Aborts only the running attempt. */
  let ending = new AbortController()
  const scheduler = createScheduler(clock, { onDue })
  const wanted = new Set<Reason>()
  const commands: Command[] = []
  let live = found
  /** What the live release was made of; null if unknown. */
  let content: Snapshot | null = null
  /** The content of the last attempt, live or not. */
  let attempted: Snapshot | null = null
  let failures = 0
  let running: Promise<void> | null = null
  const status = createStatus(options)
  const contact = createLakeContact({
    ...options,
    onReached() {
      if (!running && status.isFaulty()) request('retry')
    },
    onLost(lookInMs) {
      scheduler.compareAt(clock.now().add({ milliseconds: Math.min(lookInMs, options.compareEveryMs) }))
    },
  })
  const contentReader = createContentReader({ ...options, contact })
  const comparison = createContentComparison({
    clock,
    client,
    renderer,
    log,
    contact,
    signal,
    isWanted: () => !running && !isPaused(),
    onDiffers: () => request('comparison'),
  })

  /** Whether publishing is paused by a rollback. */
  function isPaused(): boolean {
    return pause.current() !== null
  }

  function stopped(): PublishResult {
    return { ...toFailure(stopping.signal.reason, live?.name ?? null), result: 'stopped' }
  }

  function request(reason: Reason): void {
    if (signal.aborted || isPaused()) return
    wanted.add(reason)
    running ??= run()
      .catch((error: unknown) => {
        // Not expected: a bug may break one attempt, but not the site.
        log.error({ err: error }, 'An attempt to publish broke off')
        wanted.clear()
        scheduler.retryAt(clock.now().add({ milliseconds: retryDelaysMs.at(-1) ?? 0 }))
      })
      .finally(() => {
        running = null
        const [next] = wanted
        if (next) request(next)
      })
  }

  async function run(): Promise<void> {
    while (wanted.size > 0 && !signal.aborted && !isPaused()) {
      const reasons = [...wanted]
      const asked = commands.splice(0)
      wanted.clear()
      const notes = journal.pending()
      // The previous attempt has included the webhook.
      if (notes.length === 0 && reasons.every(reason => reason === 'webhook')) continue
      if (!isTimeAlone(reasons)) scheduler.retryAt(null)
      status.begin()
      ending = new AbortController()
      const result = await tryOnce(
        reasons,
        notes,
        asked.some(({ acceptRemoval }) => acceptRemoval),
      )
      options.onResult?.(result)
      for (const { answer } of asked) answer(result)
      if (!signal.aborted) await status.keep(live?.name ?? null)
    }
  }

  async function tryOnce(
    reasons: Reason[],
    notes: ReturnType<Journal['pending']>,
    acceptRemoval: boolean,
  ): Promise<PublishResult> {
    try {
      const result = await attempt(reasons, notes, acceptRemoval)
      status.end({ contentIsGood: !isTimeAlone(reasons) })
      if (!status.isFaulty()) failures = 0
      return result
    } catch (error) {
      const result = toFailure(error, live?.name ?? null)
      if (ending.signal.aborted) {
        status.stop()
        return { ...result, result: 'stopped' }
      }
      fail(error)
      // Changes by time do not wait until the content can be read, or passes its checks, again.
      if (!isTimeAlone(reasons) && isBehindTime()) wanted.add('time')
      return result
    }
  }

  async function attempt(
    reasons: Reason[],
    notes: ReturnType<Journal['pending']>,
    acceptRemoval: boolean,
  ): Promise<PublishResult> {
    const startedAt = clock.now()
    const known = isTimeAlone(reasons) && notes.length === 0 ? content : null
    const snapshot =
      known ?? (await contentReader.load(notes, content ?? attempted ?? undefined, ending.signal))
    const now = clock.now()
    if (!known) attempted = snapshot
    const closeNotes = () => journal.close(Math.max(0, ...notes.map(note => note.number)))
    try {
      const published = await publishFit({
        ...options,
        live,
        content,
        snapshot,
        now,
        maxRemovedShare: acceptRemoval ? 1 : options.maxRemovedShare,
        signal: ending.signal,
        onProgress: status.onProgress,
      })
      const { release, facts: work } = published
      if (release) goLive(release, published.snapshot, reasons)
      const facts = {
        reasons,
        release: live?.name,
        startedAt: startedAt.toString(),
        ...work,
        webhooks: notes.length,
        readMs: Math.round(now.since(startedAt).total('milliseconds')),
        totalMs: Math.round(clock.now().since(startedAt).total('milliseconds')),
      }
      log.info(facts, release ? `Release ${release.name} is live` : 'The release is up to date')
      await closeNotes()
      const result = release ? 'live' : 'unchanged'
      return { result, release: live?.name ?? null, reason: null, problems: [], facts }
    } catch (error) {
      // The webhooks are done with: only different content can succeed.
      if (error instanceof ReleaseCheckError) await closeNotes()
      throw error
    } finally {
      // For what patients see now, new or not.
      scheduler.changeAt(renderer.nextChangeAt(content ?? snapshot, now))
    }
  }

  function goLive(release: StoredRelease, madeOf: Snapshot | null, reasons: readonly Reason[] | null): void {
    const previous = live
    const isKnown = madeOf !== null && (content !== null || previous === null)
    const documents = isKnown ? findChangedDocuments(content, madeOf) : undefined
    live = release
    content = madeOf
    options.onLive(release, previous, { reasons, documents })
  }

  function fail(error: unknown): void {
    status.fail(error)
    if (error instanceof ReleaseCheckError) {
      log.error({ problems: error.problems.slice(0, 20) }, `The release was not put live: ${error.message}`)
      // A page may have failed for an outside reason, such as a picture that could not be fetched.
      if (error.problems.every(problem => problem.rule !== 'rendered')) return
    }
    const delayMs = retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)] ?? 0
    failures += 1
    scheduler.retryAt(clock.now().add({ milliseconds: delayMs }))
    if (error instanceof ReleaseCheckError) return
    const reason = error instanceof Error ? error.message : String(error)
    // An unreachable Content Lake is logged once, not at every attempt.
    const isKnown = failures > 1 && error instanceof UnreadableContentError
    log[isKnown ? 'debug' : 'error']({ err: error, retryInMs: delayMs }, `Publishing failed: ${reason}`)
  }

  function onDue(due: { change: boolean; retry: boolean; compare: boolean }): void {
    if (due.retry) request('retry')
    if (due.change || isAhead()) request('time')
    if (due.compare) compare()
  }

  /** Whether time has changed the site since the live release. */
  function isBehindTime(): boolean {
    if (live === null || content === null) return false
    const changeAt = renderer.nextChangeAt(content, Temporal.Instant.from(live.record.publishedAt))
    return changeAt !== null && Temporal.Instant.compare(changeAt, clock.now()) <= 0
  }

  /** Whether the live release was made for the future, because the clock was wrong and has been corrected. */
  function isAhead(): boolean {
    if (live === null) return false
    const ahead =
      Temporal.Instant.from(live.record.publishedAt).epochMilliseconds - clock.now().epochMilliseconds
    return ahead > clockSlackMs
  }

  /** Looks for changes whose webhook never arrived. */
  function compare(): void {
    scheduler.compareAt(clock.now().add({ milliseconds: options.compareEveryMs }))
    if (!running && attempted) comparison.start(attempted)
  }

  return {
    request,
    state: (): PublishingState => status.shown(),
    /** The release that is live. */
    current: (): StoredRelease | null => live,
    /** What the live release was made of, else what was read last; null before. */
    content: (): Snapshot | null => content ?? attempted,
    nextChangeAt: (): Temporal.Instant | null => scheduler.nextChangeAt(),
    lastComparison: (): LastComparison | null => comparison.last(),
    contact: (): Contact | null => contact.current(),

    /** Publishes on a person's command, which ends the pause of a rollback. Resolves with the result. */
    async publish({ acceptRemoval }: { acceptRemoval: boolean }): Promise<PublishResult> {
      await pause.end()
      return await new Promise(answer => {
        if (signal.aborted) return answer(stopped())
        commands.push({ acceptRemoval, answer })
        request('command')
      })
    },

    /**
     * Goes back to an earlier release and pauses publishing until `publish` is called. A running attempt is aborted;
     * webhooks stay pending.
     */
    async rollBack(target: StoredRelease): Promise<void> {
      await pause.begin({ release: target.name, from: live?.name ?? null, since: clock.now().toString() })
      wanted.clear()
      scheduler.retryAt(null)
      ending.abort(new Error(`The site was taken back to release ${target.name} meanwhile.`))
      await running
      await options.store.makeLive(target)
      goLive(target, null, null)
      content = await contentReader.restore(target)
      attempted = content
      log.info({ release: target.name }, `The site was taken back to release ${target.name}`)
      await status.keep(live?.name ?? null)
    },

    /** Resumes pending webhooks, and compares the live release with what is published. */
    async start(): Promise<void> {
      if (live === null) {
        // Without a release there is nothing to stay at.
        await pause.end()
        log.info('Making the first release: reading what is published')
        request('start')
      } else {
        content = await contentReader.restore(live)
        attempted = content
        const { codeVersion } = live.record
        if (codeVersion !== renderer.codeVersion || live.record.siteUrl !== siteUrl) request('new code')
        if (content === null) request('start')
        if (journal.pending().length > 0) request('webhook')
        const { nextChangeAt } = live.record
        scheduler.changeAt(nextChangeAt === null ? null : Temporal.Instant.from(nextChangeAt))
        compare()
      }
      scheduler.start(options.compareEveryMs)
      const current = pause.current()
      if (current) {
        log.warn({ release: current.release }, describePause(current))
        await status.keep(live?.name ?? null)
      }
    },

    /** Resolves once no attempt and no comparison runs. */
    async whenQuiet(): Promise<void> {
      while (running || comparison.underWay()) await Promise.all([running, comparison.underWay()])
    },

    /** Aborts a running attempt between two files; the next start resumes it. */
    async stop(): Promise<void> {
      stopping.abort(new Error('The publisher is stopping.'))
      ending.abort(stopping.signal.reason)
      scheduler.stop()
      await Promise.all([running, comparison.underWay()])
      for (const { answer } of commands.splice(0)) answer(stopped())
    },
  }
}

/** Whether only time is the reason: then the loaded content is enough. */
function isTimeAlone(reasons: readonly Reason[]): boolean {
  return reasons.every(reason => reason === 'time')
}
