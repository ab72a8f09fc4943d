import fc from 'fast-check'
import { evaluateSync, parse } from 'groq-js'
import { expect, test } from 'vitest'
import { queryContext, storedDoc, withoutLimits } from '../documents/doc-fixture.ts'
import { compareIds, type Doc } from '../documents/documents.ts'
import { toLazyDocument } from '../documents/lazy-document.ts'
import { functions } from './functions.ts'
import { Groq } from './groq.ts'
import { walkTree } from './tree.ts'
import { createView } from './view.ts'

/* Documents: some have a body long enough to be read on demand. */

const word = fc.constantFrom('Ketamine', 'ketamine.', 'group', 'Gruppe é.x', 'a-b', '“quoted”', '😀', '')
const reference = fc.constantFrom('a', 'b', 'drafts.a', 'missing').map(_ref => ({ _type: 'reference', _ref }))
const span = fc.record({ _key: fc.constant('s'), _type: fc.constant('span'), text: word })
const block = fc.record({
  _key: fc.constantFrom('k', 'l'),
  _type: fc.constantFrom('block', 'image'),
  children: fc.oneof(fc.array(span, { maxLength: 3 }), fc.constant(null)),
  to: fc.option(reference, { nil: undefined }),
})
const longText = fc.constantFrom('', 'group therapy '.repeat(100))
const documents = fc
  .uniqueArray(
    fc.record(
      {
        _id: fc.constantFrom('a', 'b', 'c', 'drafts.a', 'd'),
        _type: fc.constantFrom('note', 'place'),
        title: fc.oneof(word, fc.integer({ min: 0, max: 2 }), fc.constant(null)),
        count: fc.oneof(fc.integer({ min: -1, max: 3 }), fc.boolean(), fc.constant(null)),
        tags: fc.array(fc.oneof(word, fc.integer({ min: 0, max: 2 }), fc.array(word, { maxLength: 2 }))),
        to: reference,
        body: fc
          .tuple(fc.array(block, { maxLength: 3 }), longText)
          .map(([blocks, text]) => [
            ...blocks,
            { _key: 'z', _type: 'block', children: [{ _key: 's', _type: 'span', text }] },
          ]),
      },
      { requiredKeys: ['_id', '_type'] },
    ),
    { selector: doc => doc._id, maxLength: 5 },
  )
  .map(stubs => stubs.map(stub => storedDoc(stub)).sort((a, b) => compareIds(a._id, b._id)))

/* Queries: any expression of the language's parts, inside any other. */

const plain = fc.constantFrom(
  '@', '^', '^.title', '^.^._id', '_id', '_type', 'title', 'count', 'tags', 'to', 'body', 'to._ref', 'to->',
  'to->title', 'body[].children[].text', 'body[]{_key, "n": count(children)}', 'body[_type == "block"]', 'tags[0]',
  'tags[-1]', 'tags[0..1]', 'tags[-2...2]', 'tags[][]', 'constructor', '$n', '$ids', '$words', 'null', 'true', '1', '"group"',
  'now()', 'identity()', '*', '*[0]', '*[_type == "note"]._id', '*[_id == ^.to._ref][0].title', 'dateTime(now())',
  'dateTime(_updatedAt)', 'dateTime::now()', 'dateTime(title)', 'path("drafts.**")', 'path("*")', 'path($ids[0])', 'array::join(tags, "-")', 'array::compact(tags)',
  'pt::text(body)', 'math::sum(tags)', 'sanity::versionOf("a")', 'sanity::dataset()', 'releases::all()',
) // biome-ignore format: a list to read across
const { value } = fc.letrec<{ value: string }>(tie => {
  const one = tie('value')
  const two = fc.tuple(one, one)
  return {
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { arbitrary: plain, weight: 6 },
      fc.tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>=', 'in', 'match', '&&', '||', '+', '-', '*', '/', '%', '**'), two).map(([op, [a, b]]) => `(${a} ${op} ${b})`), // biome-ignore format: one kind a line
      fc.tuple(fc.constantFrom('!', '-', '+'), one).map(([op, a]) => `${op}(${a})`),
      fc.tuple(fc.constantFrom('count', 'defined', 'length', 'lower', 'upper', 'references', 'string', 'string::lower', 'round', 'dateTime', 'path', 'array::unique', 'pt::text', 'math::max'), one).map(([name, a]) => `${name}(${a})`), // biome-ignore format: one kind a line
      fc.tuple(fc.constantFrom('coalesce', 'string::startsWith', 'references', 'string::split', 'array::join', 'array::intersects', 'round'), two).map(([name, [a, b]]) => `${name}(${a}, ${b})`), // biome-ignore format: one kind a line
      fc.tuple(one, two).map(([a, [b, c]]) => `select(${a} => ${b}, ${c})`),
      fc.tuple(one, two).map(([a, [b, c]]) => `(${a} in ${b}..${c})`),
      two.map(([a, b]) => `[${a}, ...${b}]`),
      two.map(([a, b]) => `{"one": ${a}, "two": ${b}}`),
      two.map(([a, b]) => `{..., "one": ${a}, ${b} => {"two": 2}, ...${a}}`),
      two.map(([a, b]) => `(${a}){"inner": ${b}}`),
      two.map(([a, b]) => `(${a})[${b} == true]`),
      two.map(([a, b]) => `(${a})[]{"item": ${b}}`),
    ),
  }
})
const pipe = fc.oneof(
  fc.constant(''),
  fc.tuple(value, value).map(([a, b]) => `| order(${a} desc, ${b})`),
  value.map(a => `| score(boost(title match $words, 2), ${a})`),
  fc.constant('| score(tags match "group*", _type == "note" && title match "ket*") | order(_score desc)'),
)
const query = fc.oneof(
  fc.tuple(value, pipe, value).map(([where, then, what]) => `*[${where}] ${then} {_id, "what": ${what}}`),
  fc.tuple(value, pipe).map(([where, then]) => `*[(${where}) == true] ${then}`),
  fc.tuple(value, value).map(([a, b]) => `{"a": *[_type == "note"]{"x": ${a}}, "b": ${b}}`),
)
const params = fc.record(
  {
    n: fc.integer({ min: 0, max: 2 }),
    ids: fc.array(fc.constantFrom('a', 'b', 'drafts.a')),
    words: fc.oneof(fc.constantFrom('ket*', 'group', '*', 'a-b é.x', ''), fc.array(word, { maxLength: 2 })),
  },
  { noNullPrototype: true },
)

test('a query over documents on disk means what bare groq-js makes of the documents themselves', () => {
  withoutLimits(() =>
    fc.assert(
      fc.property(documents, query, params, (docs, text, values) => {
        const bare = bareResult(text, values, docs)
        if (bare === undefined) return
        const lazyDocs = docs.map(doc => toLazyDocument(doc, () => doc))
        const groq = new Groq()
        expect(asJson(groq.run(text, values, createView(lazyDocs), queryContext))).toEqual(asJson(bare))
        const written = Buffer.concat(groq.runAsJson(text, values, createView(lazyDocs), queryContext))
        expect(JSON.parse(written.toString('utf8'))).toEqual(asJson(bare))
      }),
      { numRuns: 2000 },
    ),
  )
})

test.each([
  '*[_type in ["note", "place"]]{_id, _rev}',
  '*[_type == "note" && _id in $ids]{_id, "slug": slug.current, body[]{_key, _type == "block" => {children[]{text}}}}',
  '*[_type == "note"] | order(_updatedAt desc)[0...100]{_id, _type, "image": image{alt, "asset": asset->{url}}}',
  'count(*[references($id)])',
  '*[_type in $types] | score(boost(title match $words, 10), body match $words)[_score > 0] | order(_score desc)',
])('does not leave to groq-js what is asked all the time: %s', text => {
  const called: string[] = []
  walkTree(parse(text, { params: { ids: [], types: [], words: '', id: '' } }), node => {
    if (node.type === 'FuncCall') called.push(`${node.namespace}::${node.name}`)
  })
  expect(called.filter(name => name !== 'global::boost' && !(name in functions))).toEqual([])
})

/** Undefined if groq-js itself refuses the query. */
function bareResult(text: string, values: Record<string, unknown>, docs: Doc[]): unknown {
  try {
    const timestamp = new Date(queryContext.now.epochMilliseconds)
    const { identity } = queryContext
    const tree = parse(text, { params: values })
    const { projectId, dataset } = queryContext
    const sanity = { projectId, dataset }
    return evaluateSync(tree, { dataset: docs, params: values, timestamp, identity, sanity }).data
  } catch {
    return undefined
  }
}

function asJson(result: unknown): unknown {
  return JSON.parse(JSON.stringify(result ?? null))
}
