import { expect, test } from 'vitest'
import { startTestLake, type TestLake, writeToken } from './content-lake-fixture.ts'

const headers = { authorization: `Bearer ${writeToken}`, 'content-type': 'application/json' }
const doubled = `{"a": [1, 1]}${'{"a": [...a, ...a]}'.repeat(40)}`
/**
 * Time of the processor, which a busy machine does not lengthen. Generous: what is bounded ends in a fraction of it, what
 * is not takes minutes or ends the process.
 */
const soonMs = 15_000

test('refuses a chain of projections that doubles a list forty times, and answers the next query', async () => {
  await using lake = await startTestLake()
  expect(await asked(lake, doubled)).toEqual({ status: 400, type: 'queryTooLarge' })
  expect(await lake.client().fetch('1 + 1')).toBe(2)
})

test('refuses the same by GET, as an address in a page would ask', async () => {
  await using lake = await startTestLake()
  const { status } = await lake.request(`data/query/production?query=${encodeURIComponent(doubled)}`, {
    headers,
  })
  expect(status).toBe(400)
})

test('refuses a small value that would be endless when it is written out', async () => {
  await using lake = await startTestLake()
  const shared = `{"a": [1, 1]}${'{"a": [a, a]}'.repeat(40)}`
  expect(await asked(lake, shared)).toEqual({ status: 400, type: 'queryTooLarge' })
})

test('refuses texts that grow without end', async () => {
  await using lake = await startTestLake()
  const grown = `{"a": "0123456789"}${'{"a": a + a}'.repeat(25)}{"a": string::split(a, "")}`
  expect(await asked(lake, grown)).toEqual({ status: 400, type: 'queryTooLarge' })
  const joined = '{"a": array::join($many, $text)}{"a": string::split(a, "")}'
  const params = { many: Array(100_000).fill('a'), text: 'x'.repeat(10_000) }
  expect(await asked(lake, joined, params)).toEqual({ status: 400, type: 'queryTooLarge' })
})

test('refuses more wildcards in a word than can be matched fast, and finds words with some', async () => {
  await using lake = await startTestLake()
  await lake.client().create({ _id: 'a', _type: 'note', title: 'a'.repeat(400) })
  const started = process.cpuUsage()
  const many = `${'a*'.repeat(20)}b`
  const refused = { status: 400, type: 'queryTooLarge' }
  expect(await asked(lake, `*[title match "${many}"]{_id}`)).toEqual(refused)
  expect(await asked(lake, '*[title match $p && math::max([1]) == 1]{_id}', { p: ['a', many] })).toEqual(
    refused,
  )
  const query = '*[title match $p]{_id}'
  expect(await lake.client().fetch(query, { p: '*a*a*' })).toEqual([{ _id: 'a' }])
  expect(await lake.client().fetch(query, { p: 'a*b a*b a*b' })).toEqual([])
  const searched = '*[title match text::query($p) || [@, _id] match text::query($p)]{_id}'
  expect(await lake.client().fetch(searched, { p: many })).toEqual([])
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(soonMs)
})

test('refuses the cross product of everything', async () => {
  await using lake = await lakeWith(400)
  const cross = 'count(*[]{"x": *[]{"y": *[0...400]}})'
  expect(await asked(lake, cross)).toEqual({ status: 400, type: 'queryTooLarge' })
  expect(await asked(lake, '*[]{"x": *[]{"y": *[]}}')).toEqual({ status: 400, type: 'queryTooLarge' })
})

test('changes nothing where the query of one mutation goes beyond its budget', async () => {
  await using lake = await lakeWith(3)
  const mutations = [
    { createOrReplace: { _id: 'first', _type: 'note' } },
    { patch: { query: `*[_id == "n0"]${doubled}`, set: { title: 'changed' } } },
  ]
  const { status, body } = await lake.request('data/mutate/production', {
    method: 'POST',
    headers,
    body: JSON.stringify({ mutations }),
  })
  expect(status).toBe(400)
  expect(body).toMatchObject({ error: { type: 'queryTooLarge' } })
  expect(await lake.client().fetch('*[_id in ["first", "n0"]]{_id, title}')).toEqual([
    { _id: 'n0', title: 'Note 0' },
  ])
})

test('takes no listener whose query takes too long to read', async () => {
  await using lake = await startTestLake()
  const url = `${lake.url}/v2025-02-19/data/listen/production?query=${encodeURIComponent('a.b['.repeat(60))}`
  const started = process.cpuUsage()
  const response = await fetch(url, { headers })
  const first = await response.body?.getReader().read()
  expect(new TextDecoder().decode(first?.value)).toContain('channelError')
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(soonMs)
})

test('holds up no change for a listener that takes too long over a document', async () => {
  await using lake = await startTestLake()
  const slow = `*[${'count($list['.repeat(4)}@ > ^${'] ) > 0'.repeat(4)}]`
  const list = JSON.stringify(Array.from({ length: 300 }, (_, index) => index))
  const search = new URLSearchParams({ query: slow, $list: list })
  const stopping = new AbortController()
  const url = `${lake.url}/v2025-02-19/data/listen/production?${search}`
  const response = await fetch(url, { headers, signal: stopping.signal })
  const reader = response.body?.getReader()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('welcome')
  const started = process.cpuUsage()
  const mutations = [{ create: { _id: 'a', _type: 'note' } }]
  await lake.request('data/mutate/production', {
    method: 'POST',
    headers,
    body: JSON.stringify({ mutations }),
  })
  expect(await lake.client().fetch('*[_id == "a"]._id')).toEqual(['a'])
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(soonMs)
  stopping.abort()
})

test('takes no webhook whose filter or projection goes beyond its budget', async () => {
  await using lake = await startTestLake()
  for (const projection of [
    doubled,
    `{"a": diff::changedAny(before(), after(), a${'.(b, b)'.repeat(30)})}`,
    `{"a": title match "${'a*'.repeat(20)}"}`,
  ]) {
    const rule = { on: ['create'], filter: null, projection }
    const { status, body } = await lake.request('hooks/projects/local', {
      method: 'POST',
      headers,
      body: JSON.stringify({ name: 'site', url: 'http://localhost:1/', dataset: 'production', rule }),
    })
    expect({ status, body }).toMatchObject({ status: 400, body: { error: { type: 'queryTooLarge' } } })
  }
})

async function lakeWith(count: number): Promise<TestLake> {
  const lake = await startTestLake()
  const transaction = lake.client().transaction()
  for (let index = 0; index < count; index += 1) {
    transaction.create({ _id: `n${index}`, _type: 'note', title: `Note ${index}` })
  }
  await transaction.commit()
  return lake
}

async function asked(lake: TestLake, query: string, params = {}): Promise<{ status: number; type: unknown }> {
  const { status, body } = await lake.request('data/query/production', {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, params }),
  })
  return { status, type: Object(Object(body).error).type }
}
