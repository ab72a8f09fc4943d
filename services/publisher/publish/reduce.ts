import { listProblems, ReleaseCheckError } from '../checks/problem.ts'
import type { Announced } from '../webhooks/webhook.ts'
import type { Attempt, Command, Effect, Event, Outcome, State, Step } from './machine.ts'
import { describePause } from './pause.ts'
import { toFailure } from './publish-result.ts'
import type { Reason } from './publishing-options.ts'
import { createState } from './publishing-state.ts'
import { longestRetryMs, takeDue } from './timetable.ts'
import { UnreadableContentError } from './unreadable-content.ts'

/** Waits after attempts that could not even read the content, in milliseconds; the last one repeats. */
const retryDelaysMs = [1000, 2000, 5000, 10_000, 30_000, longestRetryMs]

/** Waits between looks for a Content Lake that cannot be read, in milliseconds; the last one repeats. */
const lookDelaysMs = [1000, 2000, 5000, 10_000]

/** A single failed read is not logged: a restarting Content Lake is away for a second. */
const failedReadsLogged = 2

/** How far the clock may go back, in milliseconds, before pages made for the future are rendered again. */
const clockSlackMs = 60_000

/** Announced documents that are remembered. A publish reads everything: forgetting one only waits for no lagging API. */
const mostAnnounced = 1000

/**
 * What follows from an event. One attempt runs, at most one waits, and requests that arrive meanwhile join the waiting one.
 */
export function reduce(state: State, event: Event, now: Temporal.Instant): Step {
  const latestMs = Math.max(state.due.latestMs, now.epochMilliseconds)
  const [next, effects] = handle({ ...state, due: { ...state.due, latestMs } }, event, now)
  if (next.phase !== 'open' || next.running || next.wanted.length === 0) return [next, effects]
  const { wanted: reasons, commands } = next
  const isTimeAlone = reasons.every(reason => reason === 'time')
  // What webhooks announced waits until the content can be read; what time changes does not wait for it.
  const announced = isTimeAlone ? [] : next.announced
  const attempt = { reasons, isTimeAlone, commands, announced }
  const begun: State = {
    ...next,
    running: attempt,
    wanted: [],
    commands: [],
    announced: isTimeAlone ? next.announced : [],
    due: isTimeAlone ? next.due : { ...next.due, retry: null },
    status: createState('publishing', now),
  }
  return [begun, [...effects, { type: 'attempt', attempt }]]
}

function handle(state: State, event: Event, now: Temporal.Instant): Step {
  switch (event.type) {
    case 'started':
      return start(state, event, now)
    case 'announced':
      return [remember(want(state, 'webhook'), [...state.announced, event.change]), []]
    case 'commanded':
      return onCommanded(state, event.command)
    case 'woke':
      return wake(state, event.publishedAt, now)
    case 'read':
      return onRead(state, now)
    case 'unreadable':
      return onUnreadable(state, event.error, now)
    case 'compared':
      return onCompared(state, event.ids, now)
    case 'not compared':
      return onNotCompared(state, event.error, now)
    case 'attempted':
      return onAttempted(state, event.outcome, now)
    case 'rolling back':
      return endAll({ ...state, pause: event.pause, due: { ...state.due, retry: null } }, event.reason)
    case 'stopped':
      return endAll({ ...state, phase: 'stopped' }, event.reason)
  }
}

function start(
  state: State,
  { pause, reasons, nextChangeAt }: Extract<Event, { type: 'started' }>,
  now: Temporal.Instant,
): Step {
  if (state.phase === 'stopped') return [state, []]
  const due = { ...state.due, change: nextChangeAt, compare: after(now, state.compareEveryMs) }
  const open: State = { ...state, phase: 'open', pause, due, wanted: pause ? [] : state.wanted }
  const next = reasons.reduce(want, open)
  const [compared, effects] = next.wanted.length > 0 ? [next, []] : compare(next, now)
  if (!pause) return [compared, effects]
  return [compared, [...effects, log('warn', describePause(pause), { release: pause.release })]]
}

function onCommanded(state: State, command: Command): Step {
  const commands = [...state.commands, command]
  if (state.phase === 'stopped') return endAll({ ...state, commands }, 'The publisher is stopping.')
  // Where no publisher runs, the command is all that happens: nothing else has to be started.
  return [want({ ...state, phase: 'open', pause: null, commands }, 'command'), []]
}

/** Asks for an attempt, unless publishing is paused. */
function want(state: State, reason: Reason): State {
  if (state.pause || state.phase === 'stopped' || state.wanted.includes(reason)) return state
  return { ...state, wanted: [...state.wanted, reason] }
}

function remember(state: State, announced: readonly Announced[]): State {
  return { ...state, announced: announced.slice(-mostAnnounced) }
}

/** Ends the running attempt and drops what waits. */
function endAll(state: State, reason: string): Step {
  const result = { ...toFailure(new Error(reason)), result: 'stopped' } as const
  return [
    { ...state, wanted: [], commands: [] },
    [
      { type: 'abort', reason },
      { type: 'answer', commands: state.commands, result },
    ],
  ]
}

function wake(state: State, publishedAt: Temporal.Instant | null, now: Temporal.Instant): Step {
  const { isDue, rest } = takeDue(state.due, now, state.compareEveryMs)
  // The release was made for the future, because the clock was wrong and has been corrected.
  const isAhead = publishedAt !== null && publishedAt.epochMilliseconds - now.epochMilliseconds > clockSlackMs
  let next: State = { ...state, due: rest }
  if (isDue.retry) next = want(next, 'retry')
  if (isDue.change || isAhead) next = want(next, 'time')
  return isDue.compare ? compare(next, now) : [next, []]
}

/** Looks for changes that no webhook announced; a running attempt reads the content itself. */
function compare(state: State, now: Temporal.Instant): Step {
  const next = { ...state, due: { ...state.due, compare: after(now, state.compareEveryMs) } }
  if (state.isComparing || state.running || state.phase === 'stopped') return [next, []]
  return [{ ...next, isComparing: true }, [{ type: 'compare' }]]
}

function onRead(state: State, now: Temporal.Instant): Step {
  const next = { ...state, failedReads: 0, contact: toContact(state, true, now) }
  const effects = state.failedReads >= failedReadsLogged ? [log('info', 'The content can be read again')] : []
  const isOverdue = state.failedReads > 0 && state.fault !== null && state.running === null
  return [isOverdue ? want(next, 'retry') : next, effects]
}

/** The site goes on without the Content Lake, says so, and looks for it again soon. */
function onUnreadable(state: State, error: UnreadableContentError, now: Temporal.Instant): Step {
  const failedReads = state.failedReads + 1
  const lookInMs = Math.min(pick(lookDelaysMs, state.failedReads), state.compareEveryMs)
  const due = { ...state.due, compare: after(now, lookInMs) }
  const message = `${error.message} Until then the site shows the last release.`
  const effects = failedReads === failedReadsLogged ? [log('warn', message, { err: error })] : []
  return [{ ...state, failedReads, contact: toContact(state, false, now), due }, effects]
}

function toContact({ contact }: State, reachable: boolean, now: Temporal.Instant): State['contact'] {
  return contact?.reachable === reachable ? contact : { reachable, since: now.toString() }
}

function onCompared(state: State, ids: readonly string[], now: Temporal.Instant): Step {
  const compared = { at: now.toString(), fault: null }
  const next = { ...state, isComparing: false, compared, differing: ids.length }
  if (ids.length === 0 || state.running || state.pause) return [next, []]
  const facts = { documents: ids.slice(0, 10), count: ids.length }
  return [want(next, 'comparison'), [log('info', 'The content differs from the release', facts)]]
}

function onNotCompared(state: State, error: unknown, now: Temporal.Instant): Step {
  const next = { ...state, isComparing: false }
  if (error === null || state.phase === 'stopped') return [next, []]
  const compared = { at: now.toString(), fault: toMessage(error) }
  if (error instanceof UnreadableContentError) return [{ ...next, compared }, []]
  const message = 'The content cannot be compared with the release now'
  return [{ ...next, compared }, [log('warn', message, { err: error })]]
}

function onAttempted(state: State, outcome: Outcome, now: Temporal.Instant): Step {
  const attempt = state.running
  if (attempt === null) return [state, []]
  const { nextChangeAt = state.due.change } = outcome
  const ended: State = { ...state, running: null, due: { ...state.due, change: nextChangeAt } }
  const [next, effects] = settle(ended, attempt, outcome, now)
  return [next, [...effects, { type: 'answer', commands: attempt.commands, result: outcome.result }]]
}

function settle(state: State, attempt: Attempt, outcome: Outcome, now: Temporal.Instant): Step {
  const { isTimeAlone } = attempt
  const { result } = outcome.result
  const idle = createState('idle', now)
  if (result === 'live' || result === 'unchanged') {
    // An earlier failure stays unless the content was published too.
    if (isTimeAlone) return [{ ...state, status: state.fault ?? idle }, []]
    return [{ ...state, status: idle, fault: null, failures: 0, differing: 0 }, []]
  }
  // What was announced is still to be shown.
  const waiting = remember(state, [...attempt.announced, ...state.announced])
  if (result === 'stopped') return [{ ...waiting, status: idle }, []]
  const fault = createState('failed', now, outcome.error)
  // Only different content can pass the checks.
  const isDone = outcome.error instanceof ReleaseCheckError && !isTimeAlone
  const failed = isDone ? { ...state, differing: 0 } : waiting
  const [next, effects] = planRetry({ ...failed, status: fault, fault }, outcome, now)
  // Changes by time do not wait until the content can be read, or passes its checks, again.
  return [!isTimeAlone && outcome.isBehindTime ? want(next, 'time') : next, effects]
}

function planRetry(state: State, { error, isNotSetUp }: Outcome, now: Temporal.Instant): Step {
  const retryInMs = pick(retryDelaysMs, state.failures)
  const due = { ...state.due, retry: after(now, retryInMs) }
  const retried: State = { ...state, failures: state.failures + 1, due }
  if (error instanceof ReleaseCheckError) {
    const { message, problems } = error
    const refusal = log('error', `The release was not put live: ${message}`, {
      problems: listProblems(error),
    })
    // A page may have failed for an outside reason, such as a picture that could not be fetched.
    const mayPass = problems.some(problem => problem.rule === 'rendered')
    return [mayPass ? retried : state, [refusal]]
  }
  // An unreachable Content Lake is logged once, not at every attempt. A site that is not set up is no failure: the start says
  // so, and the page that patients get.
  const isKnown = isNotSetUp || (state.failures > 0 && error instanceof UnreadableContentError)
  const level = isKnown ? 'debug' : 'error'
  return [retried, [log(level, `Publishing failed: ${toMessage(error)}`, { err: error, retryInMs })]]
}

function log(level: Extract<Effect, { type: 'log' }>['level'], message: string, facts: object = {}): Effect {
  return { type: 'log', level, facts, message }
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The delay after so many failures. */
function pick(delaysMs: readonly number[], failures: number): number {
  return delaysMs[Math.min(failures, delaysMs.length - 1)] ?? 0
}

function after(now: Temporal.Instant, milliseconds: number): Temporal.Instant {
  return now.add({ milliseconds })
}
