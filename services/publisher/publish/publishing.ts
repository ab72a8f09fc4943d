import type { Snapshot } from '#renderer/contract.ts'
import type { StoredRelease } from '../releases/release-store.ts'
import type { Announced } from '../webhooks/webhook.ts'
import { isByOtherCode } from './check-upgrade.ts'
import { createLiveSite } from './live-site.ts'
import {
  type Attempt,
  type Contact,
  countPending,
  createMachine,
  type Effect,
  type Event,
  type LastComparison,
  toStatus,
} from './machine.ts'
import { endPause, keepPause, type Pause } from './pause.ts'
import { type PublishResult, toFailure } from './publish-result.ts'
import type { PublishingOptions, Reason } from './publishing-options.ts'
import { type PublishingState, writeState } from './publishing-state.ts'
import { reduce } from './reduce.ts'
import { toSleepMs } from './timetable.ts'

export type Publishing = ReturnType<typeof createPublishing>

/** Publishes: carries out what the state machine decides, and reports to it what happens. */
export function createPublishing(options: PublishingOptions, found: StoredRelease | null) {
  const { clock, renderer, log, folder, siteUrl } = options
  const site = createLiveSite(
    {
      ...options,
      onRead: () => send({ type: 'read' }),
      onUnreadable: error => send({ type: 'unreadable', error }),
    },
    found,
  )
  let state = createMachine(options.pause, options.compareEveryMs, clock.now())
  const stopping = new AbortController()
  /** Aborts the running attempt. */
  let ending = new AbortController()
  /** Attempts, comparisons and writes of the state file under way. */
  const tasks = new Set<Promise<void>>()
  let keeping: Promise<void> = Promise.resolve()
  let cancelTimer: (() => void) | null = null

  function send(event: Event): void {
    const before = state
    const [next, effects] = reduce(state, event, clock.now())
    state = next
    for (const effect of effects) perform(effect)
    cancelTimer?.()
    if (state.phase !== 'open') return
    cancelTimer = clock.after(toSleepMs(state.due, clock.now()), wake)
    if (next.running === null && (next.status !== before.status || next.phase !== before.phase)) keep()
  }

  function wake(): void {
    const live = site.current()
    send({ type: 'woke', publishedAt: live && Temporal.Instant.from(live.record.publishedAt) })
  }

  function perform(effect: Effect): void {
    switch (effect.type) {
      case 'attempt':
        ending = new AbortController()
        track(attempt(effect.attempt, ending.signal).catch(breakOff))
        break
      case 'compare':
        track(compare())
        break
      case 'abort':
        ending.abort(new Error(effect.reason))
        break
      case 'answer':
        for (const { answer } of effect.commands) answer(effect.result)
        break
      case 'log':
        log[effect.level](effect.facts, effect.message)
    }
  }

  function track(task: Promise<void>): void {
    tasks.add(task)
    void task.finally(() => tasks.delete(task))
  }

  async function attempt(planned: Attempt, signal: AbortSignal): Promise<void> {
    const startedAt = clock.now()
    const ended = await site.publish(planned, startedAt, signal).then(
      result => ({ result, error: null, isBehindTime: false, isNotSetUp: false }),
      (error: unknown) => {
        const { result, ...failure } = toFailure(error)
        const ended = { ...failure, result: signal.aborted ? 'stopped' : result } as const
        const isNotSetUp = site.current() === null && Object(error).isNotSetUp === true
        return { result: ended, error, isBehindTime: site.isBehindTime(), isNotSetUp }
      },
    )
    options.onResult?.(ended.result)
    send({ type: 'attempted', outcome: { ...ended, nextChangeAt: site.nextChangeAt(startedAt) } })
  }

  /** Not expected: a bug may break one attempt, but not the site. */
  function breakOff(error: unknown): void {
    log.error({ err: error }, 'An attempt to publish broke off')
    send({
      type: 'attempted',
      outcome: { result: toFailure(error), error, isBehindTime: false, isNotSetUp: false },
    })
  }

  async function compare(): Promise<void> {
    try {
      const ids = await site.compare(stopping.signal)
      send(ids ? { type: 'compared', ids } : { type: 'not compared', error: null })
    } catch (error) {
      send({ type: 'not compared', error })
    }
  }

  /** Writes the state file, for people who cannot reach the site. */
  function keep(): void {
    keeping = keeping
      .then(() => writeState(folder, { ...toStatus(state), release: site.current()?.name ?? null }))
      .catch((error: unknown) => log.error({ err: error }, 'The state file cannot be written'))
    track(keeping)
  }

  return {
    state: (): PublishingState => ({ ...toStatus(state), progress: state.running && site.progress() }),
    pause: (): Pause | null => state.pause,
    /** How many changes wait for a publish. */
    pendingCount: (): number => countPending(state),
    /** The release that is live. */
    current: site.current,
    /** What the live release was made of, else what was read last; null before. */
    content: (): Snapshot | null => site.content(),
    nextChangeAt: (): Temporal.Instant | null => state.due.change,
    lastComparison: (): LastComparison | null => state.compared,
    contact: (): Contact | null => state.contact,

    /** Publishes what a webhook announced. */
    announce: (change: Announced): void => send({ type: 'announced', change }),

    /** Publishes on a person's command, which ends the pause of a rollback. Resolves with the result. */
    async publish({ acceptRemoval }: { acceptRemoval: boolean }): Promise<PublishResult> {
      if (state.pause) await endPause(folder)
      return await new Promise(answer => send({ type: 'commanded', command: { acceptRemoval, answer } }))
    },

    /**
     * Goes back to an earlier release and pauses publishing until `publish` is called. A running attempt is aborted; what
     * webhooks announced waits.
     */
    async rollBack(target: StoredRelease): Promise<void> {
      const from = site.current()?.name ?? null
      const pause = { release: target.name, from, since: clock.now().toString() }
      await keepPause(folder, pause)
      const reason = `The site was taken back to release ${target.name} meanwhile.`
      send({ type: 'rolling back', pause, reason })
      while (state.running) await Promise.all(tasks)
      await site.goBack(target)
      keep()
      await keeping
    },

    /** Begins to publish. What is published is compared with the live release at once: a webhook may have been lost. */
    async start({ isDamaged }: { isDamaged: boolean }): Promise<void> {
      const live = site.current()
      if (live === null) {
        // Without a release there is nothing to stay at.
        if (state.pause) await endPause(folder)
        log.info('Making the first release: reading what is published')
        return send({ type: 'started', pause: null, reasons: ['start'], nextChangeAt: null })
      }
      const isRestored = await site.restore(live)
      const { nextChangeAt } = live.record
      const isNewCode = isByOtherCode(live, renderer) || live.record.siteUrl !== siteUrl
      const reasons: Reason[] = isNewCode ? ['new code'] : []
      if (isDamaged || !isRestored) reasons.push('start')
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
