import { expect, test } from 'vitest'
import { deletedDocument, parseDeleted } from './deleted-document.ts'

const version = { _id: 'person-a', _type: 'person', _rev: 'r1' }

test('what is left of a deleted document is a draft, and refers to nothing', () => {
  expect(deletedDocument(version, 'Ada', 'Dana')).toEqual({
    ...{ _id: expect.stringMatching(/^drafts\.[0-9a-f-]{36}$/), _type: 'deletedDocument' },
    ...{ documentId: 'person-a', versionId: 'person-a', documentType: 'person' },
    ...{ revision: 'r1', title: 'Ada', by: 'Dana' },
  })
})

test('a document that was deleted twice is listed once, as it last was', () => {
  const deleted = (_id: string, documentId: string, _createdAt: string) => ({
    ...{ ...deletedDocument({ ...version, _id: documentId }, _id, 'Dana'), _id, _createdAt },
  })
  const answer = [
    deleted('late', 'a', '2026-11-29T03:00:00Z'),
    deleted('other', 'b', '2026-11-29T02:00:00Z'),
    deleted('early', 'a', '2026-11-29T01:00:00Z'),
  ]
  expect(parseDeleted(answer).map(({ _id }) => _id)).toEqual(['late', 'other'])
})
