import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import {
  startReceiver,
  startTestLake,
  type TestLake,
  temporaryFolder,
  writeToken,
} from '#tests/contract/content-lake-fixture.ts'
import { History } from '../store/history.ts'
import { Store } from '../store/store.ts'
import { Deliveries } from './deliveries.ts'
import { Webhooks } from './webhooks.ts'

const headers = { authorization: `Bearer ${writeToken}`, 'content-type': 'application/json' }

test('refuses a webhook that could never be sent', async () => {
  await using lake = await startTestLake()
  for (const wrong of [
    { headers: { 'x-note': 'a\nb' } },
    { headers: { 'not a name': 'a' } },
    { headers: { 'content-length': '3' } },
    { headers: { 'transfer-encoding': 'chunked' } },
    { url: 'http://user:word@localhost:1/' },
  ])
    expect(await register(lake, 'http://localhost:1/', wrong), JSON.stringify(wrong)).toMatchObject({
      status: 400,
    })
})

test('gives up at once on a webhook that cannot be sent, and sends those after it', async () => {
  await using folder = await temporaryFolder()
  await using receiver = await startReceiver()
  const hookId = await (async () => {
    await using lake = await startTestLake({ dataDir: folder.path })
    receiver.answerWith(...Array.from({ length: 500 }, () => 503))
    const { body } = await register(lake, receiver.url)
    await lake.client().mutate([{ create: { _id: 'a', _type: 'note' } }], { transactionId: 'first' })
    await lake.client().mutate([{ create: { _id: 'b', _type: 'note' } }], { transactionId: 'second' })
    await receiver.next()
    return String(Object(body).id)
  })()
  // As an earlier version allowed it.
  asEarlierVersion(folder.path, database => {
    database.prepare('UPDATE transactions SET id = ? WHERE id = ?').run('fir\nst', 'first')
    database.exec(`UPDATE deliveries SET body = NULL, change = replace(change, '"first"', '"fir\\nst"')`)
  })
  receiver.answerWith()
  await using lake = await startTestLake({ dataDir: folder.path })
  const ids: string[] = []
  while (!ids.includes('b')) ids.push(JSON.parse((await receiver.next()).body)._id)
  const attempts = await lake.request(`hooks/projects/local/${hookId}/attempts`, { headers })
  expect(attempts.body).toMatchObject([
    { state: expect.anything() },
    { state: 'failed', attempts: expect.any(Number) },
  ])
})

test('sends waiting webhooks once the database takes writes again, and keeps them until then', async () => {
  await using folder = await temporaryFolder()
  await using receiver = await startReceiver()
  const faults: unknown[] = []
  const log = pino({ level: 'error' }, { write: line => faults.push(JSON.parse(line)) })
  const store = new Store(folder.path, log)
  const context = () => ({
    now: Temporal.Now.instant(),
    identity: 'system',
    projectId: 'local',
    dataset: 'production',
  })
  const webhooks = new Webhooks(store.database, 'local')
  const history = new History(store.database, store.index)
  const deliveries = new Deliveries({
    database: store.database,
    index: store.index,
    history,
    webhooks,
    context,
    log,
    retryDelaysMs: [20],
  })
  store.observe({ onCommitting: commit => deliveries.enqueue(commit), onCommitted: () => deliveries.wake() })
  const hook = await webhooks.create(
    { name: 'publisher', url: receiver.url, rule: { on: ['create'] } },
    context().now,
  )
  store.transact({
    id: 'first',
    author: 'system',
    now: context().now,
    stage: staging => {
      staging.put({ _id: 'a', _type: 'note' }, 'create')
      return []
    },
  })
  store.database.exec('PRAGMA query_only = ON')
  await receiver.next()
  await expect.poll(() => faults.length).toBeGreaterThan(1)
  store.database.exec('PRAGMA query_only = OFF')
  await expect.poll(() => deliveries.attempts(hook.id)).toMatchObject([{ state: 'delivered' }])
  await deliveries.close()
  store.close()
})

test('a change that is on disk is saved, whatever fails after it', async () => {
  await using folder = await temporaryFolder()
  const store = new Store(folder.path, pino({ level: 'silent' }))
  const heard: string[] = []
  store.observe({
    onCommitted: () => {
      throw new Error('This observer always fails.')
    },
  })
  store.observe({ onCommitted: commit => heard.push(commit.id) })
  const result = store.transact({
    id: 'first',
    author: 'system',
    now: Temporal.Now.instant(),
    stage: staging => {
      staging.put({ _id: 'a', _type: 'note' }, 'create')
      return []
    },
  })
  expect(result.commit?.id).toBe('first')
  expect(heard).toEqual(['first'])
  store.close()
})

async function register(lake: TestLake, url: string, more: object = {}) {
  const body = JSON.stringify({ name: 'publisher', url, rule: { on: ['create'] }, ...more })
  return lake.request('hooks/projects/local', { method: 'POST', headers, body })
}

function asEarlierVersion(folder: string, change: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(join(folder, 'content-lake.sqlite'))
  change(database)
  database.close()
}
