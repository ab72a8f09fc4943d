import { formatMoment } from '../documents/format-moment.ts'
import type { Person } from './people-api.ts'

/** The account of the server's own key. It is not a colleague, and cannot be changed here. */
export const operatorId = 'operator'

/** What somebody is without whom no colleague could decide about access any more; null for anybody else. */
export function onlyAdministrator(person: Person, people: readonly Person[]): string | null {
  const all = people.filter(({ role, endedAt }) => role === 'administrator' && endedAt === null)
  const colleagues = all.filter(({ id }) => id !== operatorId)
  if (colleagues.length !== 1 || colleagues[0]?.id !== person.id) return null
  return all.length > 1 ? 'the only administrator besides the operator' : 'the only administrator'
}

/** When somebody was last there, and whether a link of theirs still works; times by the clock of `zone`. */
export function toPresence(person: Person, zone: string, now: Temporal.Instant): string {
  const { endedAt, lastSeenAt, links } = person
  if (endedAt !== null) return `Access ended ${dayOf(endedAt, zone, now)}.`
  const seen = lastSeenAt === null ? null : `Last here ${dayOf(lastSeenAt, zone, now)}.`
  const latest = links.at(-1)
  if (!latest) return seen ?? 'Not signed in, and no link is open. Make a new link.'
  const open = `A sign-in link is open until ${formatMoment(latest.expiresAt, zone, now)}.`
  return `${seen ?? 'Invited; has not signed in yet.'} ${open}`
}

/** “today”, “yesterday”, “on Mar 3”: when somebody was last there is known to the hour alone. */
function dayOf(at: string, zone: string, now: Temporal.Instant): string {
  const day = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate()
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const days = day.until(today).days
  if (days <= 0) return 'today'
  if (days === 1) return 'yesterday'
  const year = day.year === today.year ? undefined : 'numeric'
  return `on ${day.toLocaleString('en-US', { month: 'short', day: 'numeric', year })}`
}
