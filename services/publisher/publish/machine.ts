import type { Announced } from '../webhooks/webhook.ts'
import type { Pause } from './pause.ts'
import type { PublishResult } from './publish-result.ts'
import type { Reason } from './publishing-options.ts'
import { createPausedState, createState, type PublishingState } from './publishing-state.ts'
import { emptyTimetable, type Timetable } from './timetable.ts'
import type { UnreadableContentError } from './unreadable-content.ts'

/*
 * Publishing as a state machine: its state, what happens to it, and what it has others do. `reduce.ts` leads from one to the
 * next, without I/O; `publishing.ts` carries it out.
 */

/** A publish that a person asked for. */
export type Command = {
  /** Pages may vanish, however many. */
  acceptRemoval: boolean
  answer(result: PublishResult): void
}

export type Attempt = {
  reasons: readonly Reason[]
  /** Whether only time is the reason: then the loaded content is enough. */
  isTimeAlone: boolean
  commands: readonly Command[]
  /** The revisions that it must show at least. */
  announced: readonly Announced[]
}

/** Whether the content could be read at the last attempt, and since when, as an ISO instant. */
export type Contact = { reachable: boolean; since: string }

/** The last comparison: its time as ISO instant, and why it failed; null if it did not. */
export type LastComparison = { at: string; fault: string | null }

export type State = {
  readonly compareEveryMs: number
  readonly phase: 'starting' | 'open' | 'stopped'
  readonly pause: Pause | null
  /** What asks for the next attempt; empty while paused. */
  readonly wanted: readonly Reason[]
  readonly commands: readonly Command[]
  readonly announced: readonly Announced[]
  readonly running: Attempt | null
  /** Attempts that failed one after the other, and were to be tried again. */
  readonly failures: number
  readonly status: PublishingState
  /** The failed state of the last publish of content; null if it succeeded. */
  readonly fault: PublishingState | null
  readonly due: Timetable
  readonly isComparing: boolean
  readonly compared: LastComparison | null
  /** In how many documents the content differs from what was read last; null: not known since the start. */
  readonly differing: number | null
  /** Null until the first read has ended. */
  readonly contact: Contact | null
  /** Reads of the content that failed since the last success. */
  readonly failedReads: number
}

export type Event =
  /** The live release is restored. `reasons` need a publish; without any, the content is compared. */
  | {
      type: 'started'
      pause: Pause | null
      reasons: readonly Reason[]
      nextChangeAt: Temporal.Instant | null
    }
  | { type: 'announced'; change: Announced }
  | { type: 'commanded'; command: Command }
  /** The timer; `publishedAt`: when the live release was made. */
  | { type: 'woke'; publishedAt: Temporal.Instant | null }
  | { type: 'read' }
  | { type: 'unreadable'; error: UnreadableContentError }
  | { type: 'compared'; ids: readonly string[] }
  /** `error` is null if there is nothing to compare with. */
  | { type: 'not compared'; error: unknown }
  | { type: 'attempted'; outcome: Outcome }
  | { type: 'rolling back'; pause: Pause; reason: string }
  | { type: 'stopped'; reason: string }

/** How an attempt ended. */
export type Outcome = {
  result: PublishResult
  /** What it failed with; null if it did not. */
  error: unknown
  /** Whether time has changed the site since the live release. */
  isBehindTime: boolean
  /** Whether it failed for the sole reason that nobody has set up the site yet. */
  isNotSetUp: boolean
  /** Undefined: not known. */
  nextChangeAt?: Temporal.Instant | null | undefined
}

export type Effect =
  | { type: 'attempt'; attempt: Attempt }
  /** Aborts the running attempt. */
  | { type: 'abort'; reason: string }
  | { type: 'compare' }
  | { type: 'answer'; commands: readonly Command[]; result: PublishResult }
  | { type: 'log'; level: 'debug' | 'info' | 'warn' | 'error'; facts: object; message: string }

export type Step = readonly [State, readonly Effect[]]

export function createMachine(pause: Pause | null, compareEveryMs: number, now: Temporal.Instant): State {
  return {
    compareEveryMs,
    phase: 'starting',
    pause,
    wanted: [],
    commands: [],
    announced: [],
    running: null,
    failures: 0,
    status: createState('idle', now),
    fault: null,
    due: emptyTimetable,
    isComparing: false,
    compared: null,
    differing: null,
    contact: null,
    failedReads: 0,
  }
}

/** The status to show: a pause hides everything but a running attempt. */
export function toStatus({ pause, status }: State): PublishingState {
  return pause && status.state !== 'publishing' ? createPausedState(pause) : status
}

/** How many changes wait for a publish: at least one until the content was compared or read after the start. */
export function countPending({ announced, running, differing }: State): number {
  return Math.max(announced.length + (running?.announced.length ?? 0), differing ?? 1)
}
