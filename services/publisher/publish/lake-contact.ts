import type { Effect, State } from './machine.ts'
import type { UnreadableContentError } from './unreadable-content.ts'

/** Whether the content could be read at the last attempt, and since when, as an ISO instant. */
export type Contact = { reachable: boolean; since: string }

/** A single failure is not logged: a restarting Content Lake is away for a second. */
const failuresLogged = 2

/** Waits between attempts while it cannot be read, in milliseconds; the last one repeats. */
const lookDelaysMs = [1000, 2000, 5000, 10_000]

type ContactState = Pick<State, 'contact' | 'failedReads'>

/** The content was read; `isBack`: for the first time since it could not be. */
export function noteRead({ contact, failedReads }: ContactState, now: Temporal.Instant) {
  const effects: Effect[] =
    failedReads >= failuresLogged
      ? [{ type: 'log', level: 'info', facts: {}, message: 'The content can be read again' }]
      : []
  return { contact: toContact(contact, true, now), effects, isBack: failedReads > 0 }
}

/** The content could not be read; `lookInMs` is the wait until the next look. The site goes on without it and says so. */
export function noteLost(state: ContactState, error: UnreadableContentError, now: Temporal.Instant) {
  const failedReads = state.failedReads + 1
  const message = `${error.message} Until then the site shows the last release.`
  const effects: Effect[] =
    failedReads === failuresLogged ? [{ type: 'log', level: 'warn', facts: { err: error }, message }] : []
  const lookInMs = lookDelaysMs[Math.min(failedReads, lookDelaysMs.length) - 1] ?? 0
  return { contact: toContact(state.contact, false, now), failedReads, effects, lookInMs }
}

function toContact(contact: Contact | null, reachable: boolean, now: Temporal.Instant): Contact {
  return contact?.reachable === reachable ? contact : { reachable, since: now.toString() }
}
