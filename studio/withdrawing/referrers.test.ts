import { expect, test } from 'vitest'
import { leavesWith, sortReferrers } from './referrers.ts'

const clock = { zone: 'America/New_York', now: Temporal.Instant.from('2026-11-29T12:00:00Z') }
const group = { _ref: 'group' }
const start = (_id: string, fields: object = {}) => ({
  ...{ _id, _type: 'announcement', kind: 'groupStart', urgency: 'routine', service: group },
  ...{ startDate: '2027-02-06', startTime: '18:00', ...fields },
})
const versions = [
  start('ahead'),
  start('drafts.ahead', { link: group }),
  start('over', { startDate: '2026-02-06' }),
  start('undated', { startDate: undefined }),
  start('drafts.planned'),
  start('notice', { kind: 'notice', message: 'No parking', showUntil: '2027-01-01T00:00:00Z' }),
  { _id: 'article', _type: 'article', related: [{ _key: 'r', ...group }] },
  { _id: 'grupo', _type: 'service', language: 'es', translationOf: group },
  {
    _id: 'linking',
    _type: 'article',
    language: 'es',
    translationOf: group,
    related: [{ _key: 'r', ...group }],
  },
  { _id: 'old', _type: 'redirect', target: group },
]

test('a start that lies ahead goes with its group, what else is published stays, and each is listed once', () => {
  expect(sortReferrers(versions, 'group', clock)).toEqual({
    leaving: [
      { id: 'ahead', type: 'announcement', fields: ['service', 'link'] },
      { id: 'undated', type: 'announcement', fields: ['service'] },
    ],
    staying: [
      { id: 'notice', type: 'announcement', fields: ['service'] },
      { id: 'article', type: 'article', fields: ['related'] },
      { id: 'linking', type: 'article', fields: ['translationOf', 'related'] },
    ],
    translations: [{ id: 'grupo', type: 'service', fields: ['translationOf'] }],
    drafts: [{ id: 'planned', type: 'announcement', fields: ['service'] }],
  })
})

test('the versions that leave are those that are listed as leaving', () => {
  const ids = versions.filter(version => leavesWith(version, 'group', clock)).map(({ _id }) => _id)
  expect(ids).toEqual(['ahead', 'undated'])
})
