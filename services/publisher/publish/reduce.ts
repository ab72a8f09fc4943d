import { ReleaseCheckError } from '../checks/problem.ts'
import type { Announced } from '../webhooks/webhook.ts'
import { noteLost, noteRead } from './lake-contact.ts'
import type { Attempt, Command, Effect, Event, Outcome, State, Step } from './machine.ts'
import { describePause } from './pause.ts'
import type { Reason } from './publishing-options.ts'
import { createState } from './publishing-state.ts'
import { longestRetryMs, takeDue } from './timetable.ts'
import { UnreadableContentError } from './unreadable-content.ts'

/** Waits after attempts that could not even read the content, in milliseconds; the last one repeats. */
const retryDelaysMs = [1000, 2000, 5000, 10_000, 30_000, longestRetryMs]

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
  const isTimeAlone = next.wanted.every(reason => reason === 'time')
  const { wanted: reasons, commands } = next
  // What webhooks announced waits until the content can be read; what time changes does not wait for it.
  const attempt = { reasons, isTimeAlone, commands, announced: isTimeAlone ? [] : next.announced }
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
      return [noteAnnounced(want(state, 'webhook'), [...state.announced, event.change]), []]
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
    case 'rolling back': {
      const next = { ...state, pause: event.pause, wanted: [], due: { ...state.due, retry: null } }
      return dismiss(next, event.reason)
    }
    case 'rolled back':
      return [state, [{ type: 'keep' }]]
    case 'stopped':
      return dismiss({ ...state, phase: 'stopped', wanted: [] }, event.reason)
  }
}

function start(
  state: State,
  { pause, reasons, nextChangeAt }: Extract<Event, { type: 'started' }>,
  now: Temporal.Instant,
): Step {
  if (state.phase === 'stopped') return [state, []]
  const open: State = { ...state, phase: 'open', pause }
  const due = { ...state.due, change: nextChangeAt, compare: after(now, state.compareEveryMs) }
  const next = reasons.reduce(want, { ...open, due, wanted: pause ? [] : state.wanted })
  const [compared, effects] = next.wanted.length > 0 ? [next, []] : compare(next, now)
  if (!pause) return [compared, effects]
  const message = describePause(pause)
  return [
    compared,
    [
      ...effects,
      { type: 'log', level: 'warn', facts: { release: pause.release }, message },
      { type: 'keep' },
    ],
  ]
}

function onCommanded(state: State, command: Command): Step {
  if (state.phase === 'stopped') {
    return [state, [{ type: 'dismiss', commands: [command], reason: 'The publisher is stopping.' }]]
  }
  // Where no publisher runs, the command is all that happens: nothing else has to be started.
  const next: State = { ...state, phase: 'open', pause: null, commands: [...state.commands, command] }
  return [want(next, 'command'), []]
}

/** Asks for an attempt, unless publishing is paused. */
function want(state: State, reason: Reason): State {
  if (state.pause || state.phase === 'stopped' || state.wanted.includes(reason)) return state
  return { ...state, wanted: [...state.wanted, reason] }
}

function noteAnnounced(state: State, announced: readonly Announced[]): State {
  return { ...state, announced: announced.slice(-mostAnnounced) }
}

/** Ends the running attempt and drops waiting commands. */
function dismiss(state: State, reason: string): Step {
  const { commands } = state
  return [
    { ...state, commands: [] },
    [
      { type: 'abort', reason },
      { type: 'dismiss', commands, reason },
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
  const due = { ...state.due, compare: after(now, state.compareEveryMs) }
  if (state.isComparing || state.running || state.phase === 'stopped') return [{ ...state, due }, []]
  return [{ ...state, due, isComparing: true }, [{ type: 'compare' }]]
}

function onRead(state: State, now: Temporal.Instant): Step {
  const { contact, effects, isBack } = noteRead(state, now)
  const next = { ...state, contact, failedReads: 0 }
  return [isBack && !state.running && state.fault ? want(next, 'retry') : next, effects]
}

function onUnreadable(state: State, error: UnreadableContentError, now: Temporal.Instant): Step {
  const { contact, failedReads, effects, lookInMs } = noteLost(state, error, now)
  const compare = after(now, Math.min(lookInMs, state.compareEveryMs))
  return [{ ...state, contact, failedReads, due: { ...state.due, compare } }, effects]
}

function onCompared(state: State, ids: readonly string[], now: Temporal.Instant): Step {
  const compared = { at: now.toString(), fault: null }
  const next = { ...state, isComparing: false, compared, differing: ids.length }
  if (ids.length === 0 || state.running || state.pause) return [next, []]
  const facts = { documents: ids.slice(0, 10), count: ids.length }
  const message = 'The content differs from the release'
  return [want(next, 'comparison'), [{ type: 'log', level: 'info', facts, message }]]
}

function onNotCompared(state: State, error: unknown, now: Temporal.Instant): Step {
  const next = { ...state, isComparing: false }
  if (error === null || state.phase === 'stopped') return [next, []]
  const fault = error instanceof Error ? error.message : String(error)
  const message = 'The content cannot be compared with the release now'
  return [
    { ...next, compared: { at: now.toString(), fault } },
    error instanceof UnreadableContentError
      ? []
      : [{ type: 'log', level: 'warn', facts: { err: error }, message }],
  ]
}

function onAttempted(state: State, outcome: Outcome, now: Temporal.Instant): Step {
  const attempt = state.running
  if (attempt === null) return [state, []]
  const change = outcome.nextChangeAt === undefined ? state.due.change : outcome.nextChangeAt
  const ended: State = { ...state, running: null, due: { ...state.due, change } }
  const [next, effects] = settle(ended, attempt, outcome, now)
  const { commands } = attempt
  const keep: Effect[] = state.phase === 'stopped' ? [] : [{ type: 'keep' }]
  return [next, [...effects, { type: 'answer', commands, result: outcome.result }, ...keep]]
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
  // The revisions that were announced are still to be shown.
  const waiting = noteAnnounced(state, [...attempt.announced, ...state.announced])
  if (result === 'stopped') return [{ ...waiting, status: idle }, []]
  const fault = createState('failed', now, outcome.error)
  const isRefused = outcome.error instanceof ReleaseCheckError
  // Only different content can pass the checks.
  const failed = isRefused ? { ...state, differing: isTimeAlone ? state.differing : 0 } : waiting
  const [next, effects] = planRetry({ ...failed, status: fault, fault }, outcome.error, now)
  // Changes by time do not wait until the content can be read, or passes its checks, again.
  return [!isTimeAlone && outcome.isBehindTime ? want(next, 'time') : next, effects]
}

function planRetry(state: State, error: unknown, now: Temporal.Instant): Step {
  const isRefused = error instanceof ReleaseCheckError
  const refusal: Effect[] = isRefused
    ? [
        {
          type: 'log',
          level: 'error',
          facts: { problems: error.problems.slice(0, 20) },
          message: `The release was not put live: ${error.message}`,
        },
      ]
    : []
  // A page may have failed for an outside reason, such as a picture that could not be fetched.
  if (isRefused && error.problems.every(problem => problem.rule !== 'rendered')) return [state, refusal]
  const delayMs = retryDelaysMs[Math.min(state.failures, retryDelaysMs.length - 1)] ?? longestRetryMs
  const retry = after(now, delayMs)
  const next: State = { ...state, failures: state.failures + 1, due: { ...state.due, retry } }
  if (isRefused) return [next, refusal]
  const reason = error instanceof Error ? error.message : String(error)
  // An unreachable Content Lake is logged once, not at every attempt.
  const level = state.failures > 0 && error instanceof UnreadableContentError ? 'debug' : 'error'
  const facts = { err: error, retryInMs: delayMs }
  return [next, [{ type: 'log', level, facts, message: `Publishing failed: ${reason}` }]]
}

function after(now: Temporal.Instant, milliseconds: number): Temporal.Instant {
  return now.add({ milliseconds })
}
