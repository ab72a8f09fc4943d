import fc from 'fast-check'
import { evaluateSync, parse } from 'groq-js'
import { expect, test } from 'vitest'
import { sizeOfRandomTest } from '#tests/faults/size.ts'
import { createGroq, queryContext, storedDoc, withoutLimits } from '../documents/doc-fixture.ts'
import { compareIds, type Doc } from '../documents/documents.ts'
import { toLazyDocument } from '../documents/lazy-document.ts'
import { createView } from './view.ts'

/* Documents, some with a body so long that it is read on demand. */

const id = fc.constantFrom('a', 'b', 'c', 'drafts.a', 'd')
const type = fc.constantFrom('note', 'place', 'person')
const word = fc.constantFrom('One', 'two', 'group therapy', '')
const reference = id.map(_ref => ({ _type: 'reference', _ref }))
const documents = fc
  .uniqueArray(
    fc.record(
      {
        _id: id,
        _type: type,
        count: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null }),
        title: word,
        tags: fc.array(word, { maxLength: 3 }),
        to: fc.option(reference, { nil: null }),
        body: fc
          .tuple(word, fc.array(reference, { maxLength: 2 }), fc.constantFrom(0, 100))
          .map(([text, links, times]) => [
            ...links.map((link, index) => ({ _key: `l${index}`, link })),
            {
              _key: 'z',
              _type: 'block',
              children: [{ _type: 'span', text: `${text} ${'words '.repeat(times * 3)}` }],
            },
          ]),
      },
      { requiredKeys: ['_id', '_type'] },
    ),
    { selector: doc => doc._id, maxLength: 5 },
  )
  .map(stubs => stubs.map(stub => storedDoc(stub)).sort((a, b) => compareIds(a._id, b._id)))

/* Queries that are rewritten: narrowed, split, looked up or bounded. */

const params = fc.record(
  { type, types: fc.array(type), id, ids: fc.array(id), n: fc.integer({ min: 0, max: 2 }), words: word },
  { noNullPrototype: true },
)
const condition = fc.constantFrom(
  '_type == "note"', '_type == $type', '$type == _type', '_type in ["note", "place"]', '_type in $types', '_id == $id',
  '_id in $ids', '_type == $types', 'count > $n', 'to->count == count', 'references($id)', 'references($ids, "b")',
  'references(^._id)', '!references($ids)', '!(_type == "note")', '_type == "note" || count == 1', 'body[].link->count == 1', 'count(body[_key == "l0" && link->count > 0]) > 0',
  '_id in *[_type == "place"].to._ref', 'count(body[references($id)]) > 0', '_id in path("drafts.**")', '_id in path($id)',
  'title match $words', 'body[].children[].text match "gr*"', '[...tags, ...tags] match "two"', 'tags + [title] == null',
  'title + "x" == "Onex"', 'pt::text(body) match "one"', 'array::join(tags, "-") == "two"', 'count', 'null',
) // biome-ignore format: a list to read across
const filter = fc.oneof(
  condition,
  fc.tuple(condition, condition).map(([a, b]) => `${a} && ${b}`),
  fc.tuple(condition, condition, condition).map(([a, b, c]) => `(${a}) && ${b} && (${c})`),
  fc.tuple(condition, condition, condition).map(([a, b, c]) => `(${a}) && (${b} || ${c})`),
)
const rest = fc.constantFrom(
  '', '{_id, "to": to->title}', '{..., "links": body[].link->title}', '[0]', '[$n]', '[0...$n]', '._id', '.tags[]', '[].body[].link',
  '| order(title asc, _id desc)', '| order(count, title + _id)', '{"others": *[_type == ^._type && _id != ^._id]._id}',
  '{"referrers": *[references(^._id)]._id, "sum": count + 1, "joined": array::join(string::split(title, ""), ".")}',
  '| score(boost(title match $words, 3), _type == $type || references($id)) [_score > 0] {_id, _score, body}',
  '| score(body[].children[].text match "gr*", count > 1) | order(_score desc, _id)[0..2]',
) // biome-ignore format: a list to read across
const query = fc.oneof(
  fc.tuple(filter, rest).map(([where, then]) => `*[${where}]${then}`),
  fc
    .tuple(filter, rest, filter)
    .map(([a, then, b]) => `{"a": *[${a}]${then}, "b": count(*[${b}]), "a": *[${b}]}`),
)

test('any query has the result of plain groq-js, whatever ran before', () => {
  const groq = createGroq()
  withoutLimits(() =>
    fc.assert(
      fc.property(documents, query, params, (docs, text, values) => {
        const bare = asJson(bareResult(text, values, docs))
        const view = createView(docs.map(doc => toLazyDocument(doc, () => doc)))
        expect(asJson(groq.run(text, values, view, queryContext))).toEqual(bare)
        const written = Buffer.concat(groq.runAsJson(text, values, view, queryContext))
        expect(JSON.parse(written.toString('utf8'))).toEqual(bare)
      }),
      sizeOfRandomTest(800),
    ),
  )
})

test('an id is in a path of whole segments', () => {
  const ids = ['a', 'drafts.a', 'draftsmen', 'drafts', 'versions.spring.a', 'a*']
  const view = createView(ids.map(_id => storedDoc({ _id, _type: 'note' })))
  const found = (path: string) => createGroq().run(`*[_id in path("${path}")]._id`, {}, view, queryContext)
  expect(found('drafts.**')).toEqual(['drafts.a'])
  expect(found('*.a')).toEqual(['drafts.a'])
  expect(found('**')).toEqual(ids)
  expect(found('versions.**.a')).toEqual(['versions.spring.a'])
})

test('reads no long field that a query does not ask for', () => {
  const read: string[] = []
  const lazy = Array.from({ length: 5 }, (_, index) => {
    const body = [{ _key: 'k', to: { _ref: 'a' }, text: 'long '.repeat(300) }]
    const doc = storedDoc({ _id: `n${index}`, _type: 'note', title: `Note ${index}`, body })
    return toLazyDocument(doc, name => {
      read.push(name)
      return doc
    })
  })
  const run = (text: string) => createGroq().run(text, { id: 'a' }, createView(lazy), queryContext)
  expect(run('count(*[references($id)])')).toBe(5)
  expect(
    run('*[_type == "note"] | score(title match "4", references($id))[0...1]{_id, _score}'),
  ).toHaveLength(1)
  expect(run('*[_id == "n1" && length(body[0].text) > 5]._id')).toEqual(['n1'])
  expect(read).toEqual(['n1'])
})

function bareResult(text: string, values: Record<string, unknown>, docs: Doc[]): unknown {
  const timestamp = new Date(queryContext.now.epochMilliseconds)
  const dereference = ({ _ref }: { _ref: string }) => docs.find(doc => doc._id === _ref)
  return evaluateSync(parse(text, { params: values }), {
    dataset: docs,
    params: values,
    timestamp,
    dereference,
  }).data
}

function asJson(result: unknown): unknown {
  return JSON.parse(JSON.stringify(result ?? null))
}
