import { expect, test } from 'vitest'
import { createEntryLink, judgeEntryLink } from './entry-link.ts'

const secret = 'a secret for tests, long enough'
const now = Temporal.Instant.from('2027-01-15T12:00:00Z')

function queryOf(link: string): URLSearchParams {
  return new URL(link).searchParams
}

test('is valid for a day, then expired', () => {
  const link = createEntryLink('http://localhost:4320', secret, now)
  expect(link).toMatch(/^http:\/\/localhost:4320\/_preview\/enter\?until=\d+&key=[\w-]{43}$/)
  expect(judgeEntryLink(queryOf(link), secret, now)).toBe('good')
  expect(judgeEntryLink(queryOf(link), secret, now.add({ hours: 23, minutes: 59 }))).toBe('good')
  expect(judgeEntryLink(queryOf(link), secret, now.add({ hours: 24 }))).toBe('expired')
})

test('is wrong with another secret, a later end, a part missing, or more text than it has', () => {
  const good = queryOf(createEntryLink('http://localhost:4320', secret, now))
  expect(judgeEntryLink(good, `${secret}!`, now)).toBe('wrong')
  for (const [name, value] of [
    ['until', String(Number(good.get('until')) + 3600)],
    ['until', ''],
    ['until', `${good.get('until')} `],
    ['key', ''],
    ['key', `${good.get('key')}AAAA`],
    ['key', 'A'.repeat(43)],
  ] as const) {
    const query = new URLSearchParams(good)
    query.set(name, value)
    expect(judgeEntryLink(query, secret, now), `${name}=${value}`).toBe('wrong')
  }
  expect(judgeEntryLink(new URLSearchParams(), secret, now)).toBe('wrong')
})

test('is never valid for longer than a day', () => {
  const link = createEntryLink('http://localhost:4320', secret, now.add({ hours: 48 }))
  expect(judgeEntryLink(queryOf(link), secret, now)).toBe('wrong')
})
