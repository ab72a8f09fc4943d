import type { MutationEvent, SanityClient } from '@sanity/client'
import { Mutation } from '@sanity/mutator'
import { applyPatch } from 'mendoza'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { startTestLake, writeToken } from './content-lake-fixture.ts'

test('sends listeners changes as a chain of revisions that replays to the same document', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const events = await listening(client, '*[_id in $ids]', { ids: ['a', 'drafts.a'] }, 3)
  await client.create({ _id: 'elsewhere', _type: 'note' })
  await client
    .transaction()
    .transactionId('t1')
    .create({ _id: 'a', _type: 'note', list: [1] })
    .commit()
  await client.patch('a').insert('after', 'list[-1]', [2]).commit()
  await client.delete('a')
  const [appeared, updated, gone] = await events()
  expect(appeared).toMatchObject({
    transition: 'appear',
    documentId: 'a',
    resultRev: 't1',
    transactionTotalEvents: 1,
  })
  expect(appeared).not.toHaveProperty('previousRev')
  expect(updated).toMatchObject({ transition: 'update', previousRev: 't1', result: { list: [1, 2] } })
  expect(gone).toMatchObject({ transition: 'disappear', previousRev: updated?.resultRev })
  const replayed = [appeared, updated].reduce<ReturnType<Mutation['apply']>>(
    (doc, event) => new Mutation(JSON.parse(JSON.stringify(event))).apply(doc),
    null,
  )
  expect(replayed).toMatchObject({ list: [1, 2], _rev: updated?.resultRev })
})

test('counts the events of a transaction that this listener gets', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const events = await listening(client, '*[_type == "note"]', {}, 2)
  await client
    .transaction()
    .create({ _id: 'a', _type: 'note' })
    .create({ _id: 'x', _type: 'other' })
    .create({ _id: 'b', _type: 'note' })
    .commit()
  expect((await events()).map(event => [event.documentId, event.transactionTotalEvents])).toEqual([
    ['a', 2],
    ['b', 2],
  ])
})

test('what the Studio shows of each change follows from the state before, without its revision', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const first = await client.create({ _id: 'a', _type: 'note', body: ['one', 'two'], title: 'A long title' })
  const { promise, resolve, reject } = Promise.withResolvers<MutationEvent>()
  const { promise: welcomed, resolve: isWelcome } = Promise.withResolvers<void>()
  const subscription = client
    .listen('*[_id == "a"]', {}, { events: ['welcome', 'mutation'], effectFormat: 'mendoza' })
    .subscribe({ next: event => (event.type === 'welcome' ? isWelcome() : resolve(event)), error: reject })
  onTestFinished(() => subscription.unsubscribe())
  await welcomed
  const second = await client.patch('a').set({ title: 'A longer title', words: 3 }).commit()
  expect(applyPatch(unrevised(first), patch.parse((await promise).effects?.apply))).toEqual(unrevised(second))

  await client.delete('a')
  const lines = await fetch(
    `${lake.url}/v2025-02-19/data/history/production/transactions/a?effectFormat=mendoza&excludeContent=true`,
    { headers: { authorization: `Bearer ${writeToken}` } },
  )
  const entries = (await lines.text())
    .trim()
    .split('\n')
    .map(line => logEntry.parse(JSON.parse(line)).effects.a)
  const states = [null, unrevised(first), unrevised(second), null]
  expect(entries.map((effects, at) => applyPatch(states[at], effects.apply))).toEqual(states.slice(1))
  expect(entries.map((effects, at) => applyPatch(states[at + 1], effects.revert))).toEqual(
    states.slice(0, -1),
  )
})

const patch = z.array(z.unknown())
const logEntry = z.object({ effects: z.object({ a: z.object({ apply: patch, revert: patch }) }) })

function unrevised({ _rev, ...doc }: { _rev: string }): object {
  return doc
}

test('tells the pages of the Live Content API to read again: of drafts those alone that show them', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const shown = client.live.events({ includeDrafts: true })
  // The client sends no token for what is published, which Sanity shows anyone.
  const published = client.withConfig({ headers: { Authorization: `Bearer ${writeToken}` } }).live.events()
  const [ofShown, ofPublished] = [collect(shown), collect(published)]
  await Promise.all([ofShown.welcomed, ofPublished.welcomed])
  const draft = await client.create({ _id: 'drafts.a', _type: 'note' })
  const note = await client.create({ _id: 'a', _type: 'note' })
  await expect.poll(ofShown.ids).toEqual([draft._rev, note._rev])
  await expect.poll(ofPublished.ids).toEqual([note._rev])
})

test('lets a listener that was cut off have what it missed', async () => {
  await using lake = await startTestLake()
  const client = lake.client()
  const first = await client.create({ _id: 'a', _type: 'note' })
  await client.create({ _id: 'b', _type: 'note' })
  const url = `${lake.url}/v2025-02-19/data/listen/production?query=*&enableResume=true`
  const seen = await readUntil(url, `${first._rev}#a`, 'event: mutation')
  expect(seen).toContain('event: welcomeback')
  expect(seen).toContain('"documentId":"b"')
  expect(await readUntil(url, 'long-ago#a', 'event: reset')).toContain('listenerName')
})

test('says what is wrong with a listener', async () => {
  await using lake = await startTestLake()
  await expect(listening(lake.client(), '*[broken', {}, 1).then(events => events())).rejects.toThrow(
    /Syntax error/,
  )
})

test('carries many listeners over one WebSocket', async () => {
  await using lake = await startTestLake()
  const address = `${lake.url.replace('http', 'ws')}/v2025-02-19/data/listen-socket/production`
  const socket = new WebSocket(address)
  const received: { chunk?: number; head?: number; status?: number; data?: string }[] = []
  const twoMutations = new Promise<void>(resolve => {
    socket.on('message', data => {
      received.push(JSON.parse(String(data)))
      if (received.filter(message => message.data?.includes('event: mutation')).length === 2) resolve()
    })
  })
  await new Promise(resolve => socket.once('open', resolve))
  for (const open of [1, 2]) {
    const url = `${lake.url}/v2025-02-19/data/listen/production?query=*`
    socket.send(JSON.stringify({ open, url, authorization: `Bearer ${writeToken}` }))
  }
  socket.send(JSON.stringify({ open: 3, url: `${lake.url}/x?query=*`, authorization: 'Bearer wrong' }))
  await expect.poll(() => received.filter(({ head }) => head !== undefined)).toHaveLength(3)
  await lake.client().create({ _id: 'drafts.a', _type: 'note' })
  await twoMutations
  expect(received.filter(({ head }) => head !== undefined).map(({ status }) => status)).toEqual([
    200, 200, 401,
  ])
  socket.terminate()
})

test('stops although listeners and sockets are open', async () => {
  const lake = await startTestLake()
  await listening(lake.client(), '*', {}, 1)
  const socket = new WebSocket(`${lake.url.replace('http', 'ws')}/v1/data/listen-socket/production`)
  await new Promise(resolve => socket.once('open', resolve))
  const cutOff = new Promise(resolve => socket.once('close', resolve))
  await lake[Symbol.asyncDispose]()
  await cutOff
})

/** Listens; resolves once the listener is ready, to a function that waits for the first so many events. */
function collect(events: ReturnType<SanityClient['live']['events']>) {
  const ids: string[] = []
  const { promise: welcomed, resolve, reject } = Promise.withResolvers<void>()
  const subscription = events.subscribe({
    next: event => {
      if (event.type === 'welcome') resolve()
      if (event.type === 'restart') ids.push(event.id)
    },
    error: reject,
  })
  onTestFinished(() => subscription.unsubscribe())
  return { welcomed, ids: () => ids }
}

async function listening(
  client: SanityClient,
  query: string,
  params: Record<string, unknown>,
  count: number,
): Promise<() => Promise<MutationEvent[]>> {
  const mutations: MutationEvent[] = []
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>()
  const { promise: done, resolve: isDone, reject } = Promise.withResolvers<MutationEvent[]>()
  const subscription = client
    .listen(query, params, { events: ['welcome', 'mutation'], includeAllVersions: true })
    .subscribe({
      next: event => {
        if (event.type === 'welcome') isReady()
        else mutations.push(event)
        if (mutations.length === count) isDone(mutations)
      },
      error: reject,
    })
  await Promise.race([ready, done])
  return () => done.finally(() => subscription.unsubscribe())
}

async function readUntil(url: string, lastEventId: string, end: string): Promise<string> {
  const stop = new AbortController()
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${writeToken}`, 'last-event-id': lastEventId },
    signal: stop.signal,
  })
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk)
    if (text.includes(end) && text.endsWith('\n\n')) break
  }
  stop.abort()
  return text
}
