import type { Person } from './execute-command.ts'

const head = ['Name', 'Role', 'Id', 'Signed in, last used', 'Open links'] as const

/** A printed table of accounts, with times in this machine's time zone; ended ones listed below. */
export function peopleTable(people: readonly Person[], timeZone: string): string {
  const active = people.filter(({ endedAt }) => endedAt === null)
  const ended = people.flatMap(({ name, id, endedAt }) =>
    endedAt === null ? [] : [`  ${name} (${id}), ${toClock(endedAt, timeZone)}`],
  )
  if (people.length === 0) {
    return 'Nobody has an account yet. Make one: npm run people -- invite --name "Dana Whitfield" --role editor'
  }
  const rows = active.map(person => [
    person.name,
    person.role,
    person.id,
    person.sessions
      .map(session => `${session.browser}, ${toClock(session.lastUsedAt, timeZone)}`)
      .join('; ') || 'no',
    person.links.length === 0 ? '' : `${person.links.length}`,
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map(row => row[column]?.length ?? 0)))
  const lines = [head, ...rows].map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  if (ended.length > 0) lines.push('', 'Access ended:', ...ended)
  return lines.join('\n')
}

function toClock(instant: string, timeZone: string): string {
  const time = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)
  return time.toString().slice(0, 16).replace('T', ' ')
}
