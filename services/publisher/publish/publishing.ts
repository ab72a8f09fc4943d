import { join } from 'node:path'
import type { Snapshot } from '#renderer/contract.ts'
import type { StoredRelease } from '../releases/release-store.ts'
import { restoreContent } from '../releases/stored-content.ts'
import type { Announced } from '../webhooks/webhook.ts'
import { findChangedDocuments } from './find-changed-documents.ts'
import type { Contact } from './lake-contact.ts'
import { loadAnnounced } from './load-announced.ts'
import {
  type Attempt,
  countPending,
  createMachine,
  type Effect,
  type Event,
  type LastComparison,
  toStatus,
} from './machine.ts'
import { endPause, keepPause, type Pause } from './pause.ts'
import { createProgress } from './progress.ts'
import { publishFit } from './publish-fit.ts'
import { type PublishResult, toFailure } from './publish-result.ts'
import { findDifferences } from './published-revisions.ts'
import type { PublishingOptions, Reason } from './publishing-options.ts'
import { type PublishingState, writeState } from './publishing-state.ts'
import { reduce } from './reduce.ts'
import { toSleepMs } from './timetable.ts'
import { explainReading, UnreadableContentError } from './unreadable-content.ts'

export type Publishing = ReturnType<typeof createPublishing>

/** Publishes: carries out what the state machine decides, and reports to it what happens. */
export function createPublishing(options: PublishingOptions, found: StoredRelease | null) {
  const { clock, client, renderer, log, folder, siteUrl } = options
  const host = client.config().apiHost
  const stopping = new AbortController()
  /** Aborts the running attempt. */
  let ending = new AbortController()
  let state = createMachine(options.pause, options.compareEveryMs, clock.now())
  let live = found
  /** What the live release was made of; null if unknown. */
  let content: Snapshot | null = null
  /** The content of the last attempt, live or not. */
  let attempted: Snapshot | null = null
  const progress = createProgress({ clock, log })
  const answers = new Map<number, (result: PublishResult) => void>()
  let commands = 0
  /** Attempts and comparisons under way. */
  const tasks = new Set<Promise<void>>()
  let keeping: Promise<void> = Promise.resolve()
  let cancelTimer: (() => void) | null = null

  function send(event: Event): void {
    const [next, effects] = reduce(state, event, clock.now())
    state = next
    for (const effect of effects) perform(effect)
    cancelTimer?.()
    if (state.phase === 'open') cancelTimer = clock.after(toSleepMs(state.due, clock.now()), wake)
  }

  function wake(): void {
    const publishedAt = live && Temporal.Instant.from(live.record.publishedAt)
    send({ type: 'woke', publishedAt })
  }

  function perform(effect: Effect): void {
    switch (effect.type) {
      case 'attempt':
        ending = new AbortController()
        track(run(effect.attempt, ending.signal).catch(breakOff))
        break
      case 'compare':
        track(compare(attempted))
        break
      case 'abort':
        ending.abort(new Error(effect.reason))
        break
      case 'answer':
        answer(effect.commands, effect.result)
        break
      case 'dismiss':
        answer(effect.commands, toResult(new Error(effect.reason), AbortSignal.abort()))
        break
      case 'keep':
        keeping = keeping.then(keepState)
        track(keeping)
        break
      case 'log':
        log[effect.level](effect.facts, effect.message)
    }
  }

  function track(task: Promise<void>): void {
    tasks.add(task)
    void task.finally(() => tasks.delete(task))
  }

  function answer(to: Attempt['commands'], result: PublishResult): void {
    for (const { id } of to) {
      answers.get(id)?.(result)
      answers.delete(id)
    }
  }

  function toResult(error: unknown, signal: AbortSignal): PublishResult {
    const failure = toFailure(error, live?.name ?? null)
    return signal.aborted ? { ...failure, result: 'stopped' } : failure
  }

  async function keepState(): Promise<void> {
    try {
      await writeState(join(folder, 'state.json'), { ...toStatus(state), release: live?.name ?? null })
    } catch (error) {
      log.error({ err: error }, 'The state file cannot be written')
    }
  }

  async function run(attempt: Attempt, signal: AbortSignal): Promise<void> {
    const startedAt = clock.now()
    progress.begin()
    const ended = await publish(attempt, startedAt, signal).then(
      result => ({ result, error: null, isBehindTime: false }),
      (error: unknown) => ({ result: toResult(error, signal), error, isBehindTime: isBehindTime() }),
    )
    options.onResult?.(ended.result)
    // Of what patients see now, new or not.
    const shown = content ?? attempted
    const nextChangeAt = shown === null ? undefined : renderer.nextChangeAt(shown, startedAt)
    send({ type: 'attempted', outcome: { ...ended, nextChangeAt } })
  }

  /** Not expected: a bug may break one attempt, but not the site. */
  function breakOff(error: unknown): void {
    log.error({ err: error }, 'An attempt to publish broke off')
    const result = toFailure(error, live?.name ?? null)
    send({ type: 'attempted', outcome: { result, error, isBehindTime: false, nextChangeAt: undefined } })
  }

  async function publish(
    { reasons, isTimeAlone, announced, commands }: Attempt,
    startedAt: Temporal.Instant,
    signal: AbortSignal,
  ): Promise<PublishResult> {
    const known = isTimeAlone ? content : null
    const snapshot = known ?? (await load(announced, signal))
    const now = clock.now()
    if (!known) attempted = snapshot
    const published = await publishFit({
      ...options,
      live,
      content,
      snapshot,
      now,
      maxRemovedShare: commands.some(({ acceptRemoval }) => acceptRemoval) ? 1 : options.maxRemovedShare,
      signal,
      onProgress: progress.note,
    })
    const { release, facts: work } = published
    if (release) goLive(release, published.snapshot, reasons)
    const facts = {
      reasons,
      release: live?.name,
      startedAt: startedAt.toString(),
      ...work,
      webhooks: announced.length,
      readMs: Math.round(now.since(startedAt).total('milliseconds')),
      totalMs: Math.round(clock.now().since(startedAt).total('milliseconds')),
    }
    log.info(facts, release ? `Release ${release.name} is live` : 'The release is up to date')
    const result = release ? 'live' : 'unchanged'
    return { result, release: live?.name ?? null, reason: null, problems: [], facts }
  }

  /** Loads the published content, at least as new as announced. Ends as soon as `signal` is aborted. */
  async function load(announced: readonly Announced[], signal: AbortSignal): Promise<Snapshot> {
    const previous = content ?? attempted ?? undefined
    return await watch(unlessAborted(loadAnnounced({ ...options, announced, previous, signal }), signal))
  }

  /**
   * Waits for a read and reports whether it succeeded.
   * @throws UnreadableContentError that says why the content cannot be read; other errors unchanged.
   */
  async function watch<Value>(reading: Promise<Value>): Promise<Value> {
    try {
      const value = await reading
      send({ type: 'read' })
      return value
    } catch (error) {
      const explained = explainReading(error, host)
      if (explained instanceof UnreadableContentError) send({ type: 'unreadable', error: explained })
      throw explained
    }
  }

  /** Compares what is published with `reference`. */
  async function compare(reference: Snapshot | null): Promise<void> {
    try {
      if (reference === null) return send({ type: 'not compared', error: null })
      const published = await watch(renderer.loadRevisions(client, stopping.signal))
      send({ type: 'compared', ids: findDifferences(published, reference) })
    } catch (error) {
      send({ type: 'not compared', error })
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

  /** Loads what a release on disk was made of; if that cannot be read, all content must be read again. */
  async function restore(release: StoredRelease): Promise<void> {
    content = null
    try {
      content = await restoreContent(release, renderer, options.studioUrl ?? host)
    } catch (error) {
      log.warn(
        { err: error },
        `What release ${release.name} was made of cannot be read: all content is read again`,
      )
    }
    attempted = content
  }

  /** Whether time has changed the site since the live release. */
  function isBehindTime(): boolean {
    if (live === null || content === null) return false
    const changeAt = renderer.nextChangeAt(content, Temporal.Instant.from(live.record.publishedAt))
    return changeAt !== null && Temporal.Instant.compare(changeAt, clock.now()) <= 0
  }

  return {
    state: (): PublishingState => ({ ...toStatus(state), progress: state.running && progress.current() }),
    pause: (): Pause | null => state.pause,
    /** How many changes wait for a publish. */
    pendingCount: (): number => countPending(state),
    /** The release that is live. */
    current: (): StoredRelease | null => live,
    /** What the live release was made of, else what was read last; null before. */
    content: (): Snapshot | null => content ?? attempted,
    nextChangeAt: (): Temporal.Instant | null => state.due.change,
    lastComparison: (): LastComparison | null => state.compared,
    contact: (): Contact | null => state.contact,

    /** Publishes what a webhook announced. */
    announce: (change: Announced): void => send({ type: 'announced', change }),

    /** Publishes on a person's command, which ends the pause of a rollback. Resolves with the result. */
    async publish({ acceptRemoval }: { acceptRemoval: boolean }): Promise<PublishResult> {
      if (state.pause) await endPause(folder)
      commands += 1
      const id = commands
      return await new Promise(resolve => {
        answers.set(id, resolve)
        send({ type: 'commanded', command: { id, acceptRemoval } })
      })
    },

    /**
     * Goes back to an earlier release and pauses publishing until `publish` is called. A running attempt is aborted; what
     * webhooks announced waits.
     */
    async rollBack(target: StoredRelease): Promise<void> {
      const pause = { release: target.name, from: live?.name ?? null, since: clock.now().toString() }
      await keepPause(folder, pause)
      const reason = `The site was taken back to release ${target.name} meanwhile.`
      send({ type: 'rolling back', pause, reason })
      while (state.running) await Promise.all(tasks)
      await options.store.makeLive(target)
      goLive(target, null, null)
      await restore(target)
      log.info({ release: target.name }, `The site was taken back to release ${target.name}`)
      send({ type: 'rolled back' })
      await keeping
    },

    /** Begins to publish. The live release is compared with what is published at once, in case a webhook was lost. */
    async start({ isDamaged }: { isDamaged: boolean }): Promise<void> {
      if (live === null) {
        // Without a release there is nothing to stay at.
        if (state.pause) await endPause(folder)
        log.info('Making the first release: reading what is published')
        return send({ type: 'started', pause: null, reasons: ['start'], nextChangeAt: null })
      }
      await restore(live)
      const { codeVersion, nextChangeAt } = live.record
      const isNewCode = codeVersion !== renderer.codeVersion || live.record.siteUrl !== siteUrl
      const reasons: Reason[] = isNewCode ? ['new code'] : []
      if (isDamaged || content === null) reasons.push('start')
      send({
        type: 'started',
        pause: state.pause,
        reasons,
        nextChangeAt: nextChangeAt === null ? null : Temporal.Instant.from(nextChangeAt),
      })
    },

    /** Resolves once no attempt and no comparison runs. */
    async whenQuiet(): Promise<void> {
      while (tasks.size > 0) await Promise.all(tasks)
    },

    /** Aborts a running attempt between two files; the next start resumes it. */
    async stop(): Promise<void> {
      const reason = 'The publisher is stopping.'
      stopping.abort(new Error(reason))
      send({ type: 'stopped', reason })
      while (tasks.size > 0) await Promise.all(tasks)
    },
  }
}

/** Resolves like `work`, but throws the signal's reason as soon as `signal` is aborted; `work` then continues unobserved. */
function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  signal.addEventListener('abort', () => aborted.reject(signal.reason), { once: true })
  return Promise.race([work, aborted.promise])
}
