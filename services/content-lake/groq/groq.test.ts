import fc from 'fast-check'
import { evaluateSync, parse } from 'groq-js'
import { expect, test } from 'vitest'
import { queryContext, storedDoc, withoutLimits } from '../documents/doc-fixture.ts'
import { compareIds } from '../documents/documents.ts'
import { Groq } from './groq.ts'
import { createView } from './view.ts'

const id = fc.constantFrom('a', 'b', 'c', 'drafts.a', 'd')
const type = fc.constantFrom('note', 'place', 'person')
const documents = fc
  .uniqueArray(
    fc.record({
      _id: id,
      _type: type,
      count: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }),
      title: fc.constantFrom('One', 'two', ''),
      to: fc.option(
        id.map(_ref => ({ _type: 'reference', _ref })),
        { nil: null },
      ),
    }),
    { selector: doc => doc._id, maxLength: 5 },
  )
  .map(stubs => stubs.map(stub => storedDoc(stub)).sort((a, b) => compareIds(a._id, b._id)))

const params = fc.record(
  {
    type,
    types: fc.array(type),
    id,
    ids: fc.array(id),
    n: fc.integer({ min: 0, max: 2 }),
  },
  { noNullPrototype: true },
)
const condition = fc.constantFrom(
  '_type == "note"',
  '_type == $type',
  '$type == _type',
  '_type in ["note", "place"]',
  '_type in $types',
  '_id == $id',
  '_id in $ids',
  '_type == $types',
  'count > $n',
  'to->count == count',
  'references($id)',
  '!(_type == "note")',
  '_type == "note" || count == 1',
  '_id in *[_type == "place"].to._ref',
)
const filter = fc.oneof(
  condition,
  fc.tuple(condition, condition).map(([a, b]) => `${a} && ${b}`),
  fc.tuple(condition, condition, condition).map(([a, b, c]) => `(${a}) && ${b} && (${c})`),
)
const rest = fc.constantFrom(
  '',
  '{_id, "to": to->title}',
  '[0]',
  '[$n]',
  '[0...$n]',
  '| order(title asc, _id desc)',
  '{"others": *[_type == ^._type && _id != ^._id]._id}',
  '._id',
)
const query = fc.tuple(filter, rest).map(([where, then]) => `*[${where}]${then}`)

test('any query has the result of plain groq-js, whatever ran before', () => {
  const groq = new Groq()
  withoutLimits(() =>
    fc.assert(
      fc.property(documents, query, params, (docs, text, values) => {
        const bare = evaluateSync(parse(text, { params: values }), {
          dataset: docs,
          params: values,
          timestamp: new Date(queryContext.now.epochMilliseconds),
        })
        expect(groq.run(text, values, createView(docs), queryContext)).toEqual(bare.data)
      }),
      { numRuns: 1000 },
    ),
  )
})
