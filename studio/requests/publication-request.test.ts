import { expect, test } from 'vitest'
import { parseRequests } from './publication-request.ts'
import { noticeWords } from './request-words.ts'

const asked = {
  ...{ documentId: 'a', documentType: 'article', title: null, userId: 'u', by: 'Carol', note: 'Friday?' },
  ...{ askedAt: '2026-11-29T12:00:00Z', answer: null },
}

test('what no Studio wrote is no request', () => {
  expect(parseRequests([{ documentId: 'b' }, asked])).toEqual([asked])
})

test('says to each reader who asks or who sent it back, and what to do', () => {
  expect(noticeWords(asked, false, '7 AM')).toMatchObject({
    ...{ heading: 'Carol asks for publication (7 AM)', note: 'Friday?' },
    advice: expect.stringContaining('“Send back”'),
  })
  expect(noticeWords(asked, true, '7 AM').heading).toBe('You ask for publication (7 AM)')
  const answered = { ...asked, answer: { by: 'Dana', note: 'Say what it is.' } }
  expect(noticeWords(answered, true, '7 AM')).toEqual({
    ...{ heading: 'Dana sent it back', note: 'Say what it is.', advice: 'Change the draft, then ask again.' },
  })
})
