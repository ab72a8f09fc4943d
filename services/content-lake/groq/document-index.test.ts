import fc from 'fast-check'
import { expect, test } from 'vitest'
import { storedDoc } from '../documents/doc-fixture.ts'
import type { Doc } from '../documents/documents.ts'
import { DocumentIndex } from './document-index.ts'
import type { Perspective } from './perspectives.ts'
import type { View } from './view.ts'

const perspectives: Perspective[] = [
  'raw',
  'published',
  ['drafts'],
  ['spring', 'drafts'],
  ['published', 'drafts'],
]
const id = fc.constantFrom('a', 'b', 'b.c', 'drafts.a', 'drafts.b', 'drafts.drafts.a', 'versions.spring.a')
const doc = fc.record(
  {
    _id: id,
    _type: fc.constantFrom('note', 'place'),
    text: fc.constantFrom('short', 'long '.repeat(300)),
    to: id.map(_ref => ({ _ref })),
    _system: fc.constantFrom({ delete: true }, {}),
  },
  { requiredKeys: ['_id', '_type', 'text'] },
)
const edit = fc.oneof(
  { arbitrary: doc, weight: 3 },
  id.map(_id => ({ _id, gone: true })),
)

test('views updated by every change equal views created afterwards', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 20 }), fc.nat(20), (edits, watchedFrom) => {
      const revisions = new Map<string, Doc>()
      const read = (_: string, revision: string) => revisions.get(revision) ?? {}
      const followed = new DocumentIndex(read)
      const stored = new Map<string, Doc>()
      for (const [index, change] of edits.entries()) {
        if (index === watchedFrom) createViews(followed)
        if ('gone' in change) {
          stored.delete(change._id)
          followed.remove(change._id)
          continue
        }
        const made = storedDoc(change, `rev-${index}`)
        revisions.set(made._rev, made)
        stored.set(made._id, made)
        followed.put(made)
      }
      const fresh = new DocumentIndex(read)
      for (const made of stored.values()) fresh.put(made)
      expect(createViews(followed).map(contentOf)).toEqual(createViews(fresh).map(contentOf))
      for (const [target] of stored)
        expect(followed.findReferrers(target)).toEqual(fresh.findReferrers(target))
      expect([...followed.all()]).toEqual([...stored.values()].sort((a, b) => (a._id < b._id ? -1 : 1)))
    }),
    { numRuns: 1000 },
  )
})

test('a list of documents does not change while it is being read', () => {
  const versions = new Map<string, Doc>()
  const index = new DocumentIndex((_, revision) => versions.get(revision) ?? {})
  for (const [rev, text] of [
    ['one', '1'],
    ['two', '2'],
  ] as const) {
    const made = storedDoc({ _id: 'a', _type: 'note', text: text.repeat(2000) }, rev)
    versions.set(rev, made)
  }
  const [one, two] = [...versions.values()]
  if (one) index.put(one)
  const { docs } = index.view('published')
  if (two) index.put(two)
  expect(docs.map(({ _rev, text }) => [_rev, text])).toEqual([['one', '1'.repeat(2000)]])
  expect(index.find('a')?.text).toBe('2'.repeat(2000))
})

function createViews(index: DocumentIndex): View[] {
  return perspectives.map(perspective => index.view(perspective))
}

function contentOf({ docs, byId, byType }: View) {
  return {
    docs: JSON.stringify(docs),
    byId: new Map([...byId].map(([key, value]) => [key, value._rev])),
    byType: new Map([...byType].map(([type, same]) => [type, same.map(({ _id }) => _id)])),
  }
}
