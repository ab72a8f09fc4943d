import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { MutationEvent } from '@sanity/client'
import { expect, test } from 'vitest'
import { createApiClient } from '#sanity/api-client.ts'
import { createConnection } from '#studio/connection/connection.ts'
import { fetchWithLastingStreams } from '#studio/connection/lasting-streams.ts'
import { fetchPatiently } from '#studio/connection/patient-fetch.ts'
import { startLake, temporaryFolder } from '../faults/processes.ts'
import { writeToken } from './content-lake-fixture.ts'

const siteUrl = 'http://localhost:4321'

test('a listener and a save survive a restart of the Content Lake without an error', async () => {
  await using folder = await temporaryFolder()
  let lake = await startLake(folder.path, siteUrl)
  try {
    const { client, connection } = connect(lake.url)
    const heard: string[] = []
    const listening = client
      .listen(
        '*',
        {},
        { events: ['welcome', 'welcomeback', 'reset', 'reconnect', 'mutation'], enableResume: true },
      )
      .subscribe({ next: event => heard.push(nameOf(event)), error: error => heard.push(String(error)) })
    await expect.poll(() => heard).toEqual(['welcome'])
    await lake.kill()
    const saving = client.create({ _id: 'a', _type: 'note' })
    await expect.poll(connection.isLost).toBe(true)
    lake = await startLake(folder.path, siteUrl, Number(new URL(lake.url).port))
    expect((await saving)._id).toBe('a')
    await lake.client.create({ _id: 'b', _type: 'note' })
    await expect.poll(() => heard.toSorted()).toEqual(['a', 'b', 'welcome', 'welcomeback'])
    expect(connection.isLost()).toBe(false)
    listening.unsubscribe()
  } finally {
    await lake.kill()
  }
})

test('what was saved is not saved twice where the answer was lost on the way', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startLake(folder.path, siteUrl)
  let toLose = 1
  const { client } = connect(lake.url, async (input, init) => {
    const answer = await fetch(input, init)
    if (init?.method !== 'POST' || toLose === 0) return answer
    toLose -= 1
    throw new TypeError('The answer was lost.')
  })
  await client.create({ _id: 'a', _type: 'note', visits: 0 })
  toLose = 1
  await client.patch('a').inc({ visits: 1 }).commit()
  expect(await client.getDocument('a')).toMatchObject({ visits: 1 })
})

test('a setting of the Studio’s own is kept though the connection is lost at that moment', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startLake(folder.path, siteUrl)
  let toLose = 1
  const { client } = connect(lake.url, async (input, init) => {
    if (init?.method !== 'PUT' || toLose === 0) return await fetch(input, init)
    toLose -= 1
    throw new TypeError('Failed to fetch')
  })
  const setting = [{ key: 'sort-order', value: 'by title' }]
  const url = '/users/me/keyvalue'
  expect(await client.request({ url, method: 'PUT', body: setting })).toEqual(setting)
  expect(toLose).toBe(0)
})

test('a refusal is an answer: it is not asked again', async () => {
  let requests = 0
  const server = createServer((_request, response) => {
    requests += 1
    response.writeHead(409, { 'content-type': 'application/json' }).end('{"error":"conflict"}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port }: AddressInfo = Object(server.address())
  const { client } = connect(`http://127.0.0.1:${port}`)
  await expect(client.create({ _type: 'note' })).rejects.toThrow()
  expect(requests).toBe(1)
  server.close()
})

function connect(url: string, plainFetch: Parameters<typeof fetchPatiently>[0] = fetch) {
  const connection = createConnection()
  const lasting = fetchPatiently(fetchWithLastingStreams(plainFetch, connection), connection)
  const client = createApiClient(url, { token: writeToken, maxRetries: 0, resolveFetch: () => lasting })
  return { client, connection }
}

function nameOf(event: { type: string } | MutationEvent): string {
  return 'documentId' in event ? event.documentId : event.type
}
