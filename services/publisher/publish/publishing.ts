import type { Snapshot } from '#renderer/contract.ts'
import { ReleaseCheckError } from '../checks/problem.ts'
import type { StoredRelease } from '../releases/release-store.ts'
import type { Journal } from '../webhooks/journal.ts'
import { createAgenda } from './agenda.ts'
import { changedDocuments } from './changed-documents.ts'
import { createComparing, type LastComparison } from './comparing.ts'
import { describeHold } from './hold.ts'
import { type Contact, createLakeContact } from './lake-contact.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { publishFit } from './publish-fit.ts'
import type { PublishingOptions, Reason } from './publishing-options.ts'
import { createReading } from './reading.ts'
import { createStanding } from './standing.ts'
import type { PublishingState } from './state.ts'
import { UnreadableContentError } from './unreadable-content.ts'

/** A publish that a person asked for. */
type Command = {
  /** Pages may vanish, however many. */
  acceptRemoval: boolean
  answer(outcome: Outcome): void
}

/** Waits after attempts that could not even read the content, in milliseconds; the last one repeats. */
const retryDelaysMs = [1000, 2000, 5000, 10_000, 30_000, 60_000]

/** How far the clock may go back before pages that were made for the future are made again. */
const clockSlackMs = 60_000

export type Publishing = ReturnType<typeof createPublishing>

/**
 * Decides when to publish, and does it: one attempt runs, at most one waits, and whatever is asked for meanwhile is
 * taken in by the one that waits.
 */
export function createPublishing(options: PublishingOptions, found: StoredRelease | null) {
  const { clock, client, renderer, journal, hold, log, siteUrl } = options
  const stopping = new AbortController()
  const { signal } = stopping
  /** Ends the attempt that runs, and that one alone. */
  let ending = new AbortController()
  const agenda = createAgenda(clock, { onDue })
  const wanted = new Set<Reason>()
  const commands: Command[] = []
  let live = found
  /** What the live release was made of; null while that is not known. */
  let content: Snapshot | null = null
  /** What the last attempt went by, live or not: another attempt with the same would fail the same way. */
  let attempted: Snapshot | null = null
  let failures = 0
  let running: Promise<void> | null = null
  const standing = createStanding(options)
  const contact = createLakeContact({
    ...options,
    onReached() {
      if (!running && standing.isFaulty()) request('retry')
    },
    onLost(lookInMs) {
      agenda.compareAt(clock.now().add({ milliseconds: Math.min(lookInMs, options.compareEveryMs) }))
    },
  })
  const reading = createReading({ ...options, contact })
  const comparing = createComparing({
    clock,
    client,
    renderer,
    log,
    contact,
    signal,
    isWanted: () => !running && !isHeld(),
    onDiffers: () => request('comparison'),
  })

  /** Whether a rollback keeps anything from going live. */
  function isHeld(): boolean {
    return hold.current() !== null
  }

  function stopped(): Outcome {
    return { ...outcomeOf(stopping.signal.reason, live?.name ?? null), result: 'stopped' }
  }

  function request(reason: Reason): void {
    if (signal.aborted || isHeld()) return
    wanted.add(reason)
    running ??= run()
      .catch((error: unknown) => {
        // Nothing is known to lead here: a mistake of ours keeps one attempt from its end, and not the site from patients.
        log.error({ err: error }, 'An attempt to publish broke off')
        wanted.clear()
        agenda.retryAt(clock.now().add({ milliseconds: retryDelaysMs.at(-1) ?? 0 }))
      })
      .finally(() => {
        running = null
        const [next] = wanted
        if (next) request(next)
      })
  }

  async function run(): Promise<void> {
    while (wanted.size > 0 && !signal.aborted && !isHeld()) {
      const reasons = [...wanted]
      const asked = commands.splice(0)
      wanted.clear()
      const notes = journal.pending()
      // The attempt before took the webhook in already.
      if (notes.length === 0 && reasons.every(reason => reason === 'webhook')) continue
      if (!isTimeAlone(reasons)) agenda.retryAt(null)
      standing.begin()
      ending = new AbortController()
      const outcome = await tryOnce(
        reasons,
        notes,
        asked.some(({ acceptRemoval }) => acceptRemoval),
      )
      options.onOutcome?.(outcome)
      for (const { answer } of asked) answer(outcome)
      if (!signal.aborted) await standing.keep(live?.name ?? null)
    }
  }

  async function tryOnce(
    reasons: Reason[],
    notes: ReturnType<Journal['pending']>,
    acceptRemoval: boolean,
  ): Promise<Outcome> {
    try {
      const outcome = await attempt(reasons, notes, acceptRemoval)
      standing.end({ contentIsGood: !isTimeAlone(reasons) })
      if (!standing.isFaulty()) failures = 0
      return outcome
    } catch (error) {
      const outcome = outcomeOf(error, live?.name ?? null)
      if (ending.signal.aborted) {
        standing.stop()
        return { ...outcome, result: 'stopped' }
      }
      fail(error)
      // What time brings does not wait until the content can be read, or passes its checks, again.
      if (!isTimeAlone(reasons) && isBehindTime()) wanted.add('time')
      return outcome
    }
  }

  async function attempt(
    reasons: Reason[],
    notes: ReturnType<Journal['pending']>,
    acceptRemoval: boolean,
  ): Promise<Outcome> {
    const startedAt = clock.now()
    const known = isTimeAlone(reasons) && notes.length === 0 ? content : null
    const snapshot = known ?? (await reading.load(notes, content ?? attempted ?? undefined, ending.signal))
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
        onProgress: standing.onProgress,
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
      // It took the webhooks in all the same: only other content will make another release of it.
      if (error instanceof ReleaseCheckError) await closeNotes()
      throw error
    } finally {
      // Of what patients see now, whether that is new or not: it ends in time all the same.
      agenda.changeAt(renderer.nextChangeAt(content ?? snapshot, now))
    }
  }

  function goLive(release: StoredRelease, madeOf: Snapshot | null, reasons: readonly Reason[] | null): void {
    const previous = live
    const isKnown = madeOf !== null && (content !== null || previous === null)
    const documents = isKnown ? changedDocuments(content, madeOf) : undefined
    live = release
    content = madeOf
    options.onLive(release, previous, { reasons, documents })
  }

  function fail(error: unknown): void {
    standing.fail(error)
    if (error instanceof ReleaseCheckError) {
      log.error({ problems: error.problems.slice(0, 20) }, `The release was not put live: ${error.message}`)
      // A page may have failed for want of something outside it, such as a picture that could not be fetched.
      if (error.problems.every(problem => problem.rule !== 'rendered')) return
    }
    const delayMs = retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)] ?? 0
    failures += 1
    agenda.retryAt(clock.now().add({ milliseconds: delayMs }))
    if (error instanceof ReleaseCheckError) return
    const reason = error instanceof Error ? error.message : String(error)
    // A Content Lake that is away is away for every attempt: once is enough.
    const isKnown = failures > 1 && error instanceof UnreadableContentError
    log[isKnown ? 'debug' : 'error']({ err: error, retryInMs: delayMs }, `Publishing failed: ${reason}`)
  }

  function onDue(due: { change: boolean; retry: boolean; compare: boolean }): void {
    if (due.retry) request('retry')
    if (due.change || isAhead()) request('time')
    if (due.compare) compare()
  }

  /** Whether the live release shows what time has ended, or lacks what time has brought. */
  function isBehindTime(): boolean {
    if (live === null || content === null) return false
    const changeAt = renderer.nextChangeAt(content, Temporal.Instant.from(live.record.publishedAt))
    return changeAt !== null && Temporal.Instant.compare(changeAt, clock.now()) <= 0
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
    if (!running && attempted) comparing.start(attempted)
  }

  return {
    request,
    state: (): PublishingState => standing.shown(),
    /** The release that is live. */
    current: (): StoredRelease | null => live,
    /** What the live release was made of, or else what was read last; null while nothing was. */
    content: (): Snapshot | null => content ?? attempted,
    nextChangeAt: (): Temporal.Instant | null => agenda.nextChangeAt(),
    lastComparison: (): LastComparison | null => comparing.last(),
    contact: (): Contact | null => contact.current(),

    /** Publishes because a person asks for it, and ends the hold of a rollback. Resolves with what became of it. */
    async publish({ acceptRemoval }: { acceptRemoval: boolean }): Promise<Outcome> {
      await hold.end()
      return await new Promise(answer => {
        if (signal.aborted) return answer(stopped())
        commands.push({ acceptRemoval, answer })
        request('command')
      })
    },

    /**
     * Goes back to an earlier release, and holds it: from here on nothing goes live until `publish` is called. What is
     * under way is ended; webhooks keep waiting.
     */
    async rollBack(target: StoredRelease): Promise<void> {
      await hold.begin({ release: target.name, from: live?.name ?? null, since: clock.now().toString() })
      wanted.clear()
      agenda.retryAt(null)
      ending.abort(new Error(`The site was taken back to release ${target.name} meanwhile.`))
      await running
      await options.store.makeLive(target)
      goLive(target, null, null)
      content = await reading.restore(target)
      attempted = content
      log.info({ release: target.name }, `The site was taken back to release ${target.name}`)
      await standing.keep(live?.name ?? null)
    },

    /** Takes up what was noted before, and compares the live release with the truth. */
    async start(): Promise<void> {
      if (live === null) {
        // With nothing to show, there is nothing to hold on to.
        await hold.end()
        log.info('Making the first release: reading what is published')
        request('start')
      } else {
        content = await reading.restore(live)
        attempted = content
        const { codeVersion } = live.record
        if (codeVersion !== renderer.codeVersion || live.record.siteUrl !== siteUrl) request('new code')
        if (content === null) request('start')
        if (journal.pending().length > 0) request('webhook')
        const { nextChangeAt } = live.record
        agenda.changeAt(nextChangeAt === null ? null : Temporal.Instant.from(nextChangeAt))
        compare()
      }
      agenda.start(options.compareEveryMs)
      const held = hold.current()
      if (held) {
        log.warn({ release: held.release }, describeHold(held))
        await standing.keep(live?.name ?? null)
      }
    },

    /** Resolves once nothing runs and nothing waits but what a time brings. */
    async whenQuiet(): Promise<void> {
      while (running || comparing.underWay()) await Promise.all([running, comparing.underWay()])
    },

    /** Ends what runs between two files; what it did not finish is taken up at the next start. */
    async stop(): Promise<void> {
      stopping.abort(new Error('The publisher is stopping.'))
      ending.abort(stopping.signal.reason)
      agenda.stop()
      await Promise.all([running, comparing.underWay()])
      for (const { answer } of commands.splice(0)) answer(stopped())
    },
  }
}

/** Whether nothing but the clock asks for it: then the content that is at hand will do. */
function isTimeAlone(reasons: readonly Reason[]): boolean {
  return reasons.every(reason => reason === 'time')
}
