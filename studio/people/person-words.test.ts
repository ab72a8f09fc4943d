import { expect, test } from 'vitest'
import { roles as lakeRoles } from '#content-lake/auth/auth.ts'
import type { Person } from './people-api.ts'
import { onlyAdministrator, toPresence } from './person-words.ts'
import { roles } from './roles.ts'

const zone = 'America/New_York'
const now = Temporal.Instant.from('2026-11-29T15:00:00Z')
const dana: Person = {
  id: 'staff-1',
  name: 'Dana Whitfield',
  role: 'administrator',
  endedAt: null,
  lastSeenAt: null,
  links: [],
}
const open = [{ expiresAt: '2026-11-30T15:00:00Z' }]

test.each([
  [{ lastSeenAt: '2026-11-29T06:00:00Z' }, 'Last here today.'],
  // Four in the morning in UTC is still the evening before at the clinic.
  [{ lastSeenAt: '2026-11-29T04:00:00Z' }, 'Last here yesterday.'],
  [{ lastSeenAt: '2026-11-03T15:00:00Z' }, 'Last here on Nov 3.'],
  [{ lastSeenAt: '2025-11-03T15:00:00Z' }, 'Last here on Nov 3, 2025.'],
  [
    { lastSeenAt: '2026-11-29T06:00:00Z', links: open },
    'Last here today. A sign-in link is open until November 30, 10 AM.',
  ],
  [{ links: open }, 'Invited; has not signed in yet. A sign-in link is open until November 30, 10 AM.'],
  [{}, 'Not signed in, and no link is open. Make a new link.'],
  [{ endedAt: '2026-11-28T15:00:00Z', lastSeenAt: '2026-11-28T15:00:00Z' }, 'Access ended yesterday.'],
])('says of %j: %s', (facts, words) => {
  expect(toPresence({ ...dana, ...facts }, zone, now)).toBe(words)
})

test('the only administrator is the last colleague who is one; who runs the server does not count', () => {
  const others: Person[] = [
    { ...dana, id: 'operator', name: 'Operator' },
    { ...dana, id: 'staff-2', role: 'editor' },
    { ...dana, id: 'staff-3', endedAt: '2026-11-28T15:00:00Z' },
  ]
  expect(onlyAdministrator(dana, [dana, ...others])).toContain('besides the operator')
  expect(onlyAdministrator(dana, [dana, ...others.slice(1)])).toBe('the only administrator')
  expect(onlyAdministrator(dana, [dana, ...others, { ...dana, id: 'staff-4' }])).toBeNull()
})

test('offers every role that the Content Lake knows, and no other', () => {
  expect(roles.map(({ name }) => name).toSorted()).toEqual(lakeRoles.toSorted())
})
