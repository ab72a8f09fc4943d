import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { unreadMark, wasRead } from '../schemaTypes/unread-notice.ts'
import { noticeDrafts } from './notice-drafts.ts'

const ndjson = readFileSync(`${import.meta.dirname}/../seed/data.ndjson`, 'utf8')
const drafts = noticeDrafts(ndjson, 'The “Harbor” Clinic')

test('notices are drafts in the name of the clinic, which nobody has read or confirmed', () => {
  expect(drafts.length).toBeGreaterThan(2)
  for (const draft of drafts) {
    expect(draft._id).toMatch(/^drafts\.notice-/)
    expect(draft).toMatchObject({ _type: 'page', kind: 'notice' })
    expect(draft).not.toHaveProperty('lastConfirmed')
    expect(draft.body?.[0]).toMatchObject({ _key: unreadMark, _type: 'callout' })
    expect(wasRead(draft.body)).toContain('take out the box')
    expect(wasRead(draft.body?.slice(1))).toBe(true)
  }
  const inLanguages = drafts.filter(({ body }) => body?.some(({ _type }) => _type === 'languageBlock'))
  expect(inLanguages.map(({ _id }) => _id)).toEqual(['drafts.notice-nondiscrimination'])
  expect(JSON.stringify(inLanguages)).toContain('the 15 languages most spoken in your state')
  const text = JSON.stringify(drafts)
  expect(text).toContain('The “Harbor” Clinic complies')
  expect(text).not.toMatch(/Stillwater|Sample wording/)
  expect(text).toContain('The rule is 45 CFR 164.520 (HIPAA).')
})
