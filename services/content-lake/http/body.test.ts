import { expect, test } from 'vitest'
import { headOf, sendRaw } from '#tests/contract/raw-requests.ts'
import { serve } from '#tests/serve.ts'
import { readBody, sendJson } from './body.ts'

test('a body that does not arrive in time is refused', async () => {
  await using server = await serve(async (request, response) => {
    const error: unknown = await readBody(request, 100, 20).catch(reason => reason)
    response.setHeader('connection', 'close')
    sendJson(response, error instanceof Error ? Number(Reflect.get(error, 'status')) : 200, {})
  })
  const { url } = server
  const post = (length: string, body: string) =>
    sendRaw(url, headOf(url, '/', { 'content-length': length }).replace('GET', 'POST') + body)
  expect((await post('5', 'hello')).status).toBe(200)
  expect((await post('5', 'hell')).status).toBe(408)
  expect((await post('101', '')).status).toBe(413)
})
