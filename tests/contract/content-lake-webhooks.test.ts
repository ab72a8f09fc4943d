import { isValidSignature, SIGNATURE_HEADER_NAME } from '@sanity/webhook'
import { expect, test } from 'vitest'
import {
  startReceiver,
  startTestLake,
  type TestLake,
  temporaryFolder,
  writeToken,
} from './content-lake-fixture.ts'

const secret = 'a secret between the two'

test('sends a signed webhook for what is published, and none for drafts', async () => {
  await using lake = await startTestLake()
  await using receiver = await startReceiver()
  await register(lake, receiver.url)
  const client = lake.client()
  await client.create({ _id: 'drafts.a', _type: 'note', text: 'x' })
  await client.action(
    { actionType: 'sanity.action.document.publish', draftId: 'drafts.a', publishedId: 'a' },
    { transactionId: 'publish-1' },
  )
  const { headers, body } = await receiver.next()
  expect(JSON.parse(body)).toMatchObject({ _id: 'a', text: 'x', _rev: 'publish-1' })
  expect(await isValidSignature(body, String(headers[SIGNATURE_HEADER_NAME]), secret)).toBe(true)
  expect(await isValidSignature(`${body} `, String(headers[SIGNATURE_HEADER_NAME]), secret)).toBe(false)
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'idempotency-key': expect.any(String),
    'sanity-transaction-id': 'publish-1',
    'sanity-document-id': 'a',
    'sanity-operation': 'create',
    'sanity-project-id': 'local',
    'sanity-dataset': 'production',
  })
})

test('sends updates, unpublishing and deletion, in order, as filter and projection say', async () => {
  await using lake = await startTestLake()
  await using receiver = await startReceiver()
  await register(lake, receiver.url, {
    on: ['update', 'delete'],
    filter: '_type == "note" && (before().text != after().text || delta::operation() == "delete")',
    projection: '{_id, "from": before().text, "to": after().text, "operation": delta::operation()}',
  })
  const client = lake.client()
  await client.create({ _id: 'other', _type: 'other' })
  await client.create({ _id: 'a', _type: 'note', text: 'one' })
  await client.patch('a').set({ unrelated: true }).commit()
  await client.patch('a').set({ text: 'two' }).commit()
  await client.action({
    actionType: 'sanity.action.document.unpublish',
    draftId: 'drafts.a',
    publishedId: 'a',
  })
  expect(JSON.parse((await receiver.next()).body)).toEqual({
    _id: 'a',
    from: 'one',
    to: 'two',
    operation: 'update',
  })
  expect(JSON.parse((await receiver.next()).body)).toEqual({
    _id: 'a',
    from: 'two',
    to: null,
    operation: 'delete',
  })
})

test('repeats a webhook that was not taken, with the same key', async () => {
  await using lake = await startTestLake()
  await using receiver = await startReceiver()
  receiver.answerWith(503, 500)
  await register(lake, receiver.url)
  await lake.client().create({ _id: 'a', _type: 'note' })
  const keys = [await receiver.next(), await receiver.next(), await receiver.next()].map(
    ({ headers }) => headers['idempotency-key'],
  )
  expect(new Set(keys).size).toBe(1)
})

test('delivers after a restart what nobody took before', async () => {
  await using folder = await temporaryFolder()
  await using receiver = await startReceiver()
  {
    await using lake = await startTestLake({ dataDir: folder.path })
    receiver.answerWith(...Array.from({ length: 500 }, () => 503))
    await register(lake, receiver.url)
    await lake.client().create({ _id: 'a', _type: 'note' })
    await receiver.next()
  }
  receiver.answerWith()
  await using _again = await startTestLake({ dataDir: folder.path })
  expect(JSON.parse((await receiver.next()).body)).toMatchObject({ _id: 'a' })
})

test('lists, changes and removes webhooks, for who may write, and shows no secret', async () => {
  await using lake = await startTestLake()
  const id = await register(lake, 'http://localhost:1/hook')
  const changed = await hooksApi(lake, `/${id}`, 'PATCH', { url: 'http://localhost:2/hook' })
  expect(changed.body).toMatchObject({ id, url: 'http://localhost:2/hook', hasSecret: true })
  expect((await hooksApi(lake, '')).body).toEqual([changed.body])
  expect(JSON.stringify(changed.body)).not.toContain(secret)
  expect((await lake.request('hooks/projects/local')).status).toBe(401)
  await hooksApi(lake, `/${id}`, 'DELETE')
  expect((await hooksApi(lake, '')).body).toEqual([])
  const wrong = await hooksApi(lake, '', 'POST', { name: 'x', url: 'ftp://x', rule: { on: ['create'] } })
  expect(wrong.status).toBe(400)
})

async function register(lake: TestLake, url: string, rule: object = { on: ['create', 'update', 'delete'] }) {
  const { status, body } = await hooksApi(lake, '', 'POST', {
    type: 'document',
    name: 'publisher',
    url,
    dataset: 'production',
    rule,
    apiVersion: 'v2025-02-19',
    secret,
    httpMethod: 'POST',
    includeDrafts: false,
  })
  expect(status).toBe(201)
  const { id } = Object(body)
  return String(id)
}

function hooksApi(lake: TestLake, path: string, method = 'GET', body?: object) {
  return lake.request(`hooks/projects/local${path}`, {
    method,
    headers: { authorization: `Bearer ${writeToken}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
}
