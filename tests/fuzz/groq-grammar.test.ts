import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { storedDoc } from '#content-lake/documents/doc-fixture.ts'
import { toLazyDocument } from '#content-lake/documents/lazy-document.ts'
import { LakeError } from '#content-lake/errors.ts'
import { Groq } from '#content-lake/groq/groq.ts'
import { withinBudget } from '#content-lake/groq/query-budget.ts'
import { createView } from '#content-lake/groq/view.ts'
import { sized } from '../faults/size.ts'
import { generateQuery, seeded } from './groq-grammar.ts'

const seed = 10
const queries = sized(200, 5000)
const limits = { timeMs: 100, heapBytes: 64_000_000, resultLength: 1_000_000 }

test('whatever the query, it ends within its budget, and what it took is given back', () => {
  const random = seeded(seed)
  const groq = new Groq(() => [])
  const before = liveHeap()
  const slow: string[] = []
  for (let count = 0; count < queries; count += 1) {
    const { query, params } = generateQuery(random)
    const started = process.cpuUsage()
    const refusal = refusalOf(() => withinBudget(limits, () => groq.runAsJson(query, params, view, context)))
    if (process.cpuUsage(started).user / 1000 > 50 * limits.timeMs) slow.push(query.slice(0, 200))
    expect(refusal === null || refusal instanceof LakeError, `${query.slice(0, 500)}: ${refusal}`).toBe(true)
  }
  expect(slow).toEqual([])
  expect(liveHeap() - before).toBeLessThan(50_000_000)
  expect(groq.run('count(*)', {}, view, context)).toBe(view.docs.length)
})

const words = ['One', 'group therapy', 'a'.repeat(300), '....', 'Straße é.x', '']
const docs = Array.from({ length: 60 }, (_, index) => {
  const text = words[index % words.length] ?? ''
  return storedDoc({
    _id: index % 5 === 0 ? `drafts.n${index}` : `n${index}`,
    _type: index % 3 === 0 ? 'note' : 'place',
    title: text,
    slug: { current: `s-${index}` },
    tags: ['a', index, null],
    to: { _type: 'reference', _ref: `n${index + 1}` },
    body: [{ _key: 'k', _type: 'block', children: [{ _key: 's', _type: 'span', text: text.repeat(20) }] }],
  })
})
const view = createView(
  docs.map(doc => toLazyDocument(doc, () => doc)).sort((a, b) => (a._id < b._id ? -1 : 1)),
)
const context = {
  now: Temporal.Instant.from('2026-02-06T17:00:00Z'),
  identity: 'ada',
  projectId: 'local',
  dataset: 'production',
}

/** Bytes that are in use. Garbage is collected first, since there may be any amount. */
function liveHeap(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc()')
  return process.memoryUsage().heapUsed
}

function refusalOf(work: () => unknown): unknown {
  try {
    work()
    return null
  } catch (error) {
    return error
  }
}
