import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { queryContext, storedDoc } from '../documents/doc-fixture.ts'
import { LakeError } from '../errors.ts'
import { Store } from '../store/store.ts'
import { evaluateDelta, Groq } from './groq.ts'
import { checkBudget, limitsFor, peopleLimits, programLimits, withinBudget } from './query-budget.ts'
import { createView } from './view.ts'

const roomy = { timeMs: 60_000, heapBytes: 1e9, resultLength: 1e9 }
const nothing = createView([])

const endless: [string, () => unknown][] = [
  [
    'a loop',
    () => {
      for (;;);
    },
  ],
  ['a regular expression', () => /^a.*a.*a.*a.*a.*a.*a.*b$/.test('a'.repeat(5000))],
  ['the writing of JSON', () => JSON.stringify(doubledList(60))],
  [
    'sorting',
    () =>
      Array.from({ length: 1e6 }, (_, index) => index).sort(() => {
        for (;;);
      }),
  ],
]

test.each(endless)('stops %s that takes too long', (_, work) => {
  const error = errorOf(() => withinBudget({ ...roomy, timeMs: 50 }, work))
  expect(error).toMatchObject({ status: 400, type: 'queryTimeoutError' })
})

test.each([
  ['a pattern that is made on the way', '*[]{"p": title + "a*a*a*a*a*a*b"}[$word match p]'],
  ['a path of many parts', `*["${'a.'.repeat(200)}" in path("${'**.'.repeat(40)}b")]`],
])('stops %s', (_, query) => {
  const docs = [storedDoc({ _id: 'a', _type: 'note', title: '' })]
  const params = { word: 'a'.repeat(1000) }
  const error = errorOf(() =>
    withinBudget({ ...roomy, timeMs: 50 }, () =>
      new Groq(() => []).run(query, params, createView(docs), queryContext),
    ),
  )
  expect(error).toMatchObject({ status: 400, type: 'queryTimeoutError' })
})

test('gives a query no more memory where garbage of an earlier one was on the heap when it began', () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  expect(listsOf8MB(30)).toHaveLength(30)
  const error = errorOf(() =>
    withinBudget({ ...roomy, heapBytes: 64e6 }, () => {
      collectGarbage()
      const kept: number[][] = []
      for (let step = 0; step < 20; step += 1) {
        const until = performance.now() + 2
        while (performance.now() < until) checkBudget()
        kept.push(...listsOf8MB(1))
      }
      return kept
    }),
  )
  expect(error).toMatchObject({ status: 400, type: 'queryTooLarge' })
})

function listsOf8MB(count: number): number[][] {
  return Array.from({ length: count }, (_, list) => new Array<number>(1e6).fill(list))
}

test('stops parsing a query that takes too long', () => {
  const query = 'a.b['.repeat(60)
  const error = errorOf(() =>
    withinBudget({ ...roomy, timeMs: 50 }, () => new Groq(() => []).run(query, {}, nothing, queryContext)),
  )
  expect(error).toMatchObject({ status: 400, type: 'queryTimeoutError' })
})

test.each([
  ['brackets', `${'['.repeat(40_000)}1`],
  ['groups', `${'('.repeat(40_000)}1${')'.repeat(40_000)}`],
  ['negations', `${'!'.repeat(90_000)}true`],
  ['objects', `${'{"a": '.repeat(15_000)}1${'}'.repeat(15_000)}`],
  ['functions that call each other', functionsThatCallEachOther('fn f')],
  ['such functions in another spelling', functionsThatCallEachOther('\u0085// x\nfnf')],
  ['more characters than any query needs', `"${'x'.repeat(200_000)}"`],
])('refuses a query of %s as one that does not parse', (_, query) => {
  const error = errorOf(() => new Groq(() => []).run(query, {}, nothing, queryContext))
  expect(error).toMatchObject({ status: 400, type: 'queryParseError' })
})

test('refuses a result that is nested too deeply to be written', () => {
  let deep: unknown = 1
  for (let count = 0; count < 100_000; count += 1) deep = [deep]
  const error = errorOf(() => new Groq(() => []).runAsJson('{"a": $deep}', { deep }, nothing, queryContext))
  expect(error).toMatchObject({ status: 400, type: 'queryTooLarge' })
})

test('counts live memory, not garbage', () => {
  const docs = Array.from({ length: 200 }, (_, index) => storedDoc({ _id: `n${index}`, _type: 'note' }))
  const run = (query: string) => new Groq(() => []).run(query, {}, createView(docs), queryContext)
  const limits = { ...roomy, heapBytes: 16_000_000 }
  const garbage = 'count(*[count(*[]{"y": *[0...200]}) == 200])'
  expect(withinBudget(limits, () => run(garbage))).toBe(200)
  const kept = '*[]{"x": *[]{"y": *[0...200]}}'
  expect(errorOf(() => withinBudget(limits, () => run(kept)))).toMatchObject({ type: 'queryTooLarge' })
})

test.each([
  ['texts that are added', `{"a": "0123456789"}${'{"a": a + a}'.repeat(20)}{"n": length(a)}`],
  ['texts that are joined', '{"n": length(array::join($list[]._key, $text))}'],
  [
    'texts of a body',
    '{"n": length(pt::text([{"_type": "block", "children": $list[]{"_type": "span", "text": $text}}]))}',
  ],
  ['lists that are added', `{"a": $list}${'{"a": a + a}'.repeat(10)}{"n": count(a)}`],
  ['lists that are spread', `{"a": $list}${'{"a": [...a, ...a]}'.repeat(10)}{"n": count(a)}`],
  ['lists that are joined', '{"n": count($list[0...2000]{"a": $list}.a[])}'],
  ['letters of a text', '{"n": count(string::split($long, ""))}'],
])('refuses %s beyond a million', (_, query) => {
  const params = {
    list: Array(2_000).fill({ _key: 'x' }),
    text: 'y'.repeat(1_000),
    long: 'z'.repeat(1_100_000),
  }
  const run = () => new Groq(() => []).run(query, params, nothing, queryContext)
  expect(errorOf(() => withinBudget(roomy, run))).toMatchObject({ type: 'queryTooLarge' })
})

test('gives the clinic’s programs more than people', () => {
  expect(limitsFor('robot-read')).toBe(programLimits)
  expect(limitsFor('staff-1a2b')).toBe(peopleLimits)
})

test('a query that is stopped anywhere leaves the documents unchanged', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'budget-'))
  using stack = new DisposableStack()
  const store = stack.adopt(new Store(folder.path, pino({ level: 'silent' })), opened => opened.close())
  const now = queryContext.now
  for (let index = 0; index < 100; index += 1) {
    const doc = { _id: `n${index}`, _type: 'note', body: `word${index} `.repeat(500) }
    store.transact({
      id: `t${index}`,
      author: 'ada',
      now,
      dryRun: false,
      stage: staging => {
        staging.put(doc, 'mutate')
        return []
      },
    })
  }
  const view = store.index.view('raw')
  const groq = new Groq(expression => store.searchTexts(expression))
  const query =
    '*[_type == "note"]{_id, "others": count(*[body match ^.body]), "found": [@, _id] match text::query("word7*")}'
  let stopped = 0
  for (let count = 0; count < 40; count += 1) {
    const limits = { ...roomy, timeMs: 1 + (count % 12) }
    if (errorOf(() => withinBudget(limits, () => groq.run(query, {}, view, queryContext)))) stopped += 1
  }
  expect(stopped).toBeGreaterThan(0)
  expect(groq.run('count(*[[@, _id] match text::query("word7")])', {}, view, queryContext)).toBe(1)
  expect(groq.run('count(*[body match "word7*"])', {}, view, queryContext)).toBe(11)
})

test('evaluates what changed for a webhook', async () => {
  const before = storedDoc({ _id: 'a', _type: 'note', title: 'One', list: [{ text: 'x' }] })
  const after = { ...before, title: 'Two' }
  const evaluated = (expression: string) => evaluateDelta(expression, before, after, nothing, queryContext)
  expect(
    await evaluated(`{
      _id, "from": before().title, "to": after().title, "operation": delta::operation(), "title": delta::changedAny(title),
      "list": delta::changedAny(list[text == "x"]), "only": delta::changedOnly((title, list)), "both": diff::changedAny(before(), after(), (title, list[].text))
    }`),
  ).toEqual({
    _id: 'a',
    from: 'One',
    to: 'Two',
    operation: 'update',
    title: true,
    list: false,
    only: true,
    both: true,
  })
})

function functionsThatCallEachOther(opening: string): string {
  const declared = (n: number) => `::f${n}($x) = $x{"a": f::f${n + 1}(a), "b": f::f${n + 1}(b)};`
  return Array.from({ length: 40 }, (_, n) => opening + declared(n)).join('')
}

function doubledList(times: number): unknown {
  let list: unknown = [1]
  for (let count = 0; count < times; count += 1) list = [list, list]
  return list
}

function errorOf(work: () => unknown): unknown {
  try {
    work()
    return undefined
  } catch (error) {
    expect(error).toBeInstanceOf(LakeError)
    return error
  }
}
