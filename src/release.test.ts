import { expect, test } from 'vitest'
import { article, groupStart, published, snapshotFrom } from '../tests/fixtures/published.ts'
import { nextChangeAt } from './release.ts'

const now = Temporal.Instant.from('2026-11-23T12:00:00Z')

function nextChange(fields: Record<string, unknown>) {
  const snapshot = snapshotFrom(published({ announcement: [], ...fields }))
  return nextChangeAt(snapshot, now)?.toString() ?? null
}

test('never changes by itself when nothing is bound to time', () => {
  expect(nextChange({})).toBeNull()
})

test('changes when an announcement begins to show', () => {
  const announcement = [groupStart('a', { showFrom: '2026-12-01T15:00:00Z' })]
  expect(nextChange({ announcement })).toBe('2026-12-01T15:00:00Z')
})

test('changes when the group starts, by the clock of the clinic', () => {
  expect(nextChange({ announcement: [groupStart('a')] })).toBe('2027-02-06T23:00:00Z')
})

test('changes when an article comes out', () => {
  expect(nextChange({ article: [article('later', { publishedAt: '2026-11-24T08:00:00Z' })] })).toBe(
    '2026-11-24T08:00:00Z',
  )
})
