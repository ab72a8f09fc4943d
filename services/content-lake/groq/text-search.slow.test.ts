import fc from 'fast-check'
import { evaluateSync, parse } from 'groq-js'
import { expect, test } from 'vitest'
import { queryContext, storedDoc, withoutLimits } from '../documents/doc-fixture.ts'
import { collectText } from '../documents/document-text.ts'
import type { Doc } from '../documents/documents.ts'
import { toQueryDocument } from './document-index.ts'
import { Groq } from './groq.ts'
import { parseSearch } from './text-search.ts'
import { createView } from './view.ts'

const word = fc.constantFrom(
  'Ketamine',
  'ketamine',
  'group',
  'Gruppe',
  'é.x',
  'note',
  'a-b',
  'Straße',
  '“x”',
  'x.',
)
const text = fc.array(word, { maxLength: 6 }).map(words => words.join(' '))
const search = fc
  .array(
    fc
      .tuple(fc.constantFrom('', '-', '"'), word, fc.constantFrom('', '*', '. '))
      .map(parts => parts.join('')),
    { maxLength: 3 },
  )
  .map(terms => terms.join(' '))
const documents = fc
  .array(fc.record({ title: text, body: fc.array(fc.record({ _key: word, text })) }), { maxLength: 4 })
  .map(stubs => stubs.map((stub, index) => storedDoc({ ...stub, _id: `note-${index}`, _type: 'note' })))

test('searching the whole text finds what match finds in it, every time it is asked', () => {
  withoutLimits(() =>
    fc.assert(
      fc.property(documents, fc.array(search, { minLength: 1, maxLength: 3 }), (docs, searches) => {
        const groq = new Groq()
        const view = createView(docs.map(toQueryDocument))
        for (const q of searches) {
          const found = groq.run('*[[@, _id] match text::query($q)]._id', { q }, view, queryContext)
          expect(found).toEqual(docs.filter(doc => matches(doc, q)).map(doc => doc._id))
        }
      }),
      { numRuns: 1000 },
    ),
  )
})

test('ranks the document with more occurrences of the word first', () => {
  const docs = ['once group', 'group group', 'nothing'].map((title, index) =>
    storedDoc({ _id: `note-${index}`, _type: 'note', title }),
  )
  const query = '*[_type == "note"] | score([@, _id] match text::query("group"))[_score > 0]{_id, _score}'
  expect(new Groq().run(query, {}, createView(docs.map(toQueryDocument)), queryContext)).toEqual([
    { _id: 'note-1', _score: 4.4 / 3.2 },
    { _id: 'note-0', _score: 1 },
  ])
})

/** What groq-js itself says of a document's id and text. */
function matches(doc: Doc, q: string): boolean {
  const { required, excluded } = parseSearch(q)
  const isFound = (patterns: string[]) =>
    evaluateSync(parse('$texts match $patterns'), {
      params: { texts: [doc._id, collectText(doc)], patterns },
    }).data
  return (
    (required.length === 0 || isFound(required) === true) &&
    excluded.every(pattern => isFound([pattern]) !== true)
  )
}
