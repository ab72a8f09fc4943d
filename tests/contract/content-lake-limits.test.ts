import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestLake, type TestLake, writeToken } from './content-lake-fixture.ts'

let lake: TestLake

beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake[Symbol.asyncDispose]())

async function post(path: 'mutate' | 'actions', body: string) {
  const answer = await lake.request(`data/${path}/production`, {
    method: 'POST',
    headers: { authorization: `Bearer ${writeToken}`, 'content-type': 'application/json' },
    body,
  })
  const error: unknown = Object(answer.body).error
  return { status: answer.status, description: String(Object(error).description ?? '') }
}

const mutate = (...mutations: object[]) => post('mutate', JSON.stringify({ mutations }))
const act = (...actions: object[]) => post('actions', JSON.stringify({ actions }))

/** JSON that is nested so many levels deep. */
function nested(levels: number): string {
  return `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
}

test.each([500, 100_000])('a document nested %i levels deep is refused with a reason', async levels => {
  const value = nested(levels)
  const refused = { status: 400, description: expect.stringMatching(/\d+ levels/) }
  expect(
    await post('mutate', `{"mutations":[{"create":{"_id":"deep","_type":"page","a":${value}}}]}`),
  ).toEqual(refused)
  const action = `{"actionType":"sanity.action.document.create","publishedId":"deep","attributes":{"_id":"drafts.deep","_type":"page","a":${value}}}`
  expect(await post('actions', `{"actions":[${action}]}`)).toEqual(refused)
  await mutate({ createOrReplace: { _id: 'flat', _type: 'page' } })
  expect(await post('mutate', `{"mutations":[{"patch":{"id":"flat","set":{"a":${value}}}}]}`)).toEqual(
    refused,
  )
  expect(await lake.client().fetch('*[_id == "flat"][0].a')).toBeNull()
})

test.each(['hasOwnProperty', '__proto__'])(
  'a document with a field “%s” is refused: queries would fail',
  async field => {
    const body = `{"_id":"unsafe","_type":"page","a":[{"_key":"k","${field}":{"hasOwnProperty":1}}]}`
    const refused = { status: 400, description: expect.stringContaining('hasOwnProperty') }
    expect(await post('mutate', `{"mutations":[{"create":${body}}]}`)).toEqual(refused)
    expect(await lake.client().fetch('*[_id == "unsafe"][0].a[0].a')).toBeNull()
  },
)

test('a document that patches nest deeper and deeper is refused in the end', async () => {
  await mutate({ createOrReplace: { _id: 'growing', _type: 'page', a: {} } })
  let path = 'a'
  let answer = { status: 200, description: '' }
  for (let count = 0; count < 5 && answer.status === 200; count += 1) {
    answer = await mutate({ patch: { id: 'growing', set: { [path]: JSON.parse(nested(40)) } } })
    path += '.a'.repeat(40)
  }
  expect(answer).toEqual({ status: 400, description: expect.stringMatching(/\d+ levels/) })
})

test('a document of more than a megabyte is refused, also where it grows by patches', async () => {
  const part = 'x'.repeat(100_000)
  const parts = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`part${index}`, part]))
  const refused = { status: 413, description: expect.stringMatching(/“large”.+bytes/) }
  expect(await mutate({ create: { _id: 'large', _type: 'page', ...parts } })).toEqual(refused)
  expect((await mutate({ create: { _id: 'large', _type: 'page' } })).status).toBe(200)
  const answers = []
  for (const [name, value] of Object.entries(parts))
    answers.push(await mutate({ patch: { id: 'large', set: { [name]: value } } }))
  expect(answers.filter(({ status }) => status === 200).length).toBe(9)
  expect(answers.at(-1)).toEqual(refused)
})

test('a text of more than 200,000 characters is refused', async () => {
  const refused = { status: 413, description: expect.stringContaining('200,000 characters') }
  const title = 'x'.repeat(200_001)
  expect(await mutate({ create: { _id: 'wordy', _type: 'page', title } })).toEqual(refused)
  const attributes = { _id: 'drafts.wordy', _type: 'page', body: [{ _key: 'a', text: title }] }
  expect(
    await act({ actionType: 'sanity.action.document.create', publishedId: 'wordy', attributes }),
  ).toEqual(refused)
})

test.each(['a/b', 'a b', 'a\nb', '../a', 'ä', '-a', '.a', '<a>', 'a\u0000b'])(
  'no document is written under the id %j, by whatever action',
  async bad => {
    const refused = { status: 400, description: expect.stringContaining('cannot be a document') }
    const draft = { _id: `drafts.${bad}`, _type: 'page' }
    await mutate({ createOrReplace: { _id: 'drafts.good', _type: 'page' } })
    const actions = [
      { actionType: 'sanity.action.document.create', publishedId: bad, attributes: draft },
      { actionType: 'sanity.action.document.replaceDraft', publishedId: bad, attributes: draft },
      {
        actionType: 'sanity.action.document.version.replace',
        document: { ...draft, _id: `versions.r.${bad}` },
      },
      {
        actionType: 'sanity.action.document.version.create',
        publishedId: 'good',
        document: { ...draft, _id: `versions.r.${bad}` },
      },
      {
        actionType: 'sanity.action.document.version.create',
        publishedId: 'good',
        baseId: 'drafts.good',
        versionId: `versions.r.${bad}`,
      },
      { actionType: 'sanity.action.document.publish', draftId: 'drafts.good', publishedId: bad },
      {
        actionType: 'sanity.action.document.edit',
        draftId: `drafts.${bad}`,
        publishedId: 'drafts.good',
        patch: { set: { title: 'x' } },
      },
    ]
    for (const action of actions) expect([action, await act(action)]).toEqual([action, refused])
    expect(
      await lake.client().fetch('*[_id in $ids]', { ids: [bad, draft._id] }, { perspective: 'raw' }),
    ).toEqual([])
  },
)
