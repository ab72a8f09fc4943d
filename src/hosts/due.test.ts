import { expect, test } from 'vitest'
import { checkDue } from './due.ts'

const now = Temporal.Instant.from('2026-11-29T12:00:00Z')
const live = {
  publishedAt: '2026-11-29T09:00:00Z',
  nextChangeAt: '2026-11-29T12:10:00Z',
  documents: { a: '1', b: '1' },
  heldBack: {},
}
const published = [
  { id: 'a', rev: '1' },
  { id: 'b', rev: '1' },
]

test('a site that shows what is published is not due', () => {
  expect(checkDue(live, published, now)).toEqual({
    isDue: false,
    sentence:
      'Up to date: the live site, built at 2026-11-29T09:00:00Z, has all that is published, and changes next at 2026-11-29T12:10:00Z.',
  })
})

test('it is due at the very instant at which something begins', () => {
  expect(checkDue(live, published, now.add({ minutes: 10 })).sentence).toMatch(
    /^Due: something began or ended at 2026-11-29T12:10:00Z/,
  )
})

test.each([
  [
    'changed',
    [
      { id: 'a', rev: '2' },
      { id: 'b', rev: '1' },
    ],
    'Due: a changed',
  ],
  ['new', [...published, { id: 'c', rev: '1' }], 'Due: c changed'],
  ['deleted', [{ id: 'a', rev: '1' }], 'Due: b changed'],
])('a document that is %s makes it due', (_, list, sentence) => {
  expect(checkDue(live, list, now).sentence).toContain(sentence)
})

test('more than a few are counted', () => {
  const list = Array.from({ length: 5 }, (_, index) => ({ id: `new-${index}`, rev: '1' }))
  expect(checkDue(live, [...published, ...list], now).sentence).toContain(
    'new-0, new-1, new-2 and 2 more changed',
  )
})

test('a document that is held back is not built in vain, until it is mended', () => {
  const held = { ...live, heldBack: { b: '2' } }
  expect(
    checkDue(
      held,
      [
        { id: 'a', rev: '1' },
        { id: 'b', rev: '2' },
      ],
      now,
    ).isDue,
  ).toBe(false)
  expect(
    checkDue(
      held,
      [
        { id: 'a', rev: '1' },
        { id: 'b', rev: '3' },
      ],
      now,
    ).isDue,
  ).toBe(true)
})

test('an address without a release is due', () => {
  expect(checkDue(null, published, now)).toEqual({
    isDue: true,
    sentence: 'Due: no release of this site is live yet.',
  })
})
