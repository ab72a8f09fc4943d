import { expect, test } from 'vitest'
import {
  readToken,
  siteUrl,
  startReceiver,
  startTestLake,
  type TestLake,
  temporaryFolder,
  writeToken,
} from './content-lake-fixture.ts'

/* What Sanity's management API answers, as far as `npm run doctor` and the Studio's own probes ask it. */

const origin = 'https://studio.clinic.example'

test('an administrator adds an origin whose pages may use the API, and takes it away again', async () => {
  await using folder = await temporaryFolder()
  const added = await (async () => {
    await using lake = await startTestLake({ dataDir: folder.path })
    expect(await probe(lake, siteUrl)).toEqual({ allowed: true, withCredentials: true })
    expect(await probe(lake, origin)).toEqual({ allowed: false, withCredentials: false })
    expect((await lake.request('data/ping', { headers: { origin } })).status).toBe(403)
    const body = { origin, allowCredentials: true }
    const cors = { url: '/projects/local/cors', method: 'POST', body }
    await expect(lake.client({ token: readToken }).request(cors)).rejects.toMatchObject({ statusCode: 403 })
    expect(await lake.client().request(cors)).toMatchObject(body)
    await expect(lake.client().request(cors)).rejects.toMatchObject({ statusCode: 409 })
    await expect(
      lake.client().request({ ...cors, body: { origin: 'clinic.example' } }),
    ).rejects.toMatchObject({ statusCode: 400 })
    return await probe(lake, origin)
  })()
  expect(added).toEqual({ allowed: true, withCredentials: true })

  await using lake = await startTestLake({ dataDir: folder.path })
  expect(
    (await lake.request('data/ping', { headers: { origin } })).headers.get('access-control-allow-origin'),
  ).toBe(origin)
  const listed = await lake
    .client()
    .request<{ id: string; origin: string }[]>({ url: '/projects/local/cors' })
  expect(listed.map(each => each.origin)).toEqual([siteUrl, origin])
  const remove = (id: string) =>
    lake.client().request({ url: `/projects/local/cors/${id}`, method: 'DELETE' })
  await expect(remove(listed[0]?.id ?? '')).rejects.toMatchObject({ statusCode: 404 })
  await remove(listed[1]?.id ?? '')
  expect(await probe(lake, origin)).toMatchObject({ allowed: false })
})

test('there is no other project here', async () => {
  await using lake = await startTestLake()
  const other = lake.client().withConfig({ projectId: 'other123' })
  await expect(other.fetch('count(*)')).rejects.toMatchObject({ statusCode: 404 })
  expect(await lake.client().fetch('count(*)')).toBe(0)
})

test('the deliveries of a webhook say what came of them, as Sanity’s do', async () => {
  await using lake = await startTestLake({ retryDelaysMs: [60_000] })
  await using receiver = await startReceiver()
  receiver.answerWith(202, 401, 503)
  const body = { name: 'publisher', url: receiver.url, rule: { on: ['create'] } }
  const url = '/hooks/projects/local'
  const { id } = await lake.client().request({ url, method: 'POST', body })
  const attempts = () => lake.client().request({ url: `${url}/${id}/attempts` })
  const results = [
    { isFailure: false, failureReason: null, resultCode: 202 },
    { isFailure: true, failureReason: 'http', resultCode: 401 },
    { isFailure: true, failureReason: 'http', resultCode: 503 },
  ]
  for (const [index, result] of results.entries()) {
    await lake.client().create({ _id: `note-${index}`, _type: 'note' })
    await receiver.next()
    await expect.poll(attempts).toMatchObject([{ inProgress: false, ...result }, ...Array(index).fill({})])
  }
})

async function probe(lake: TestLake, from: string): Promise<unknown> {
  const { body } = await lake.request('check/cors', {
    headers: { origin: from, authorization: `Bearer ${writeToken}` },
  })
  return Object(body).result
}
