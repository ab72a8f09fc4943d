import { expect, test } from 'vitest'
import { article, groupStart, published, snapshotFrom } from '#tests/fixtures/published.ts'
import { nextChangeAt } from './release.ts'

const now = Temporal.Instant.from('2027-01-23T12:00:00Z')

function nextChange(fields: Record<string, unknown>) {
  const snapshot = snapshotFrom(published({ announcement: [], ...fields }))
  return nextChangeAt(snapshot, now)?.toString() ?? null
}

test('changes with the half-year, by the clock of the clinic, when nothing else is bound to time', () => {
  expect(nextChange({})).toBe('2027-07-01T04:00:00Z')
})

test('changes when an announcement begins to show', () => {
  const announcement = [groupStart('a', { showFrom: '2027-02-01T15:00:00Z' })]
  expect(nextChange({ announcement })).toBe('2027-02-01T15:00:00Z')
})

test('changes when the group starts, by the clock of the clinic', () => {
  expect(nextChange({ announcement: [groupStart('a')] })).toBe('2027-02-06T23:00:00Z')
})

test('changes when an article comes out', () => {
  expect(nextChange({ article: [article('later', { publishedAt: '2027-01-24T08:00:00Z' })] })).toBe(
    '2027-01-24T08:00:00Z',
  )
})
