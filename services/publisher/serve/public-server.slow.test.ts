import { expect, test } from 'vitest'
import { close, createPublicServer, type Health, listen } from './public-server.ts'
import { createSendJson } from './send-json.ts'

test('answers a flood of questions about health itself while publishing answers none', async () => {
  const publishing = Promise.withResolvers<Health>()
  await using server = await startServer(() => publishing.promise)
  const answers = Array.from({ length: 300 }, () => fetch(`${server.url}/healthz`))
  const statuses: number[] = []
  for (const answer of answers) void answer.then(({ status }) => statuses.push(status))

  await expect.poll(() => statuses.length, { timeout: 60_000 }).toBe(200)
  expect(new Set(statuses)).toEqual(new Set([503]))
  expect(await (await fetch(server.url)).text()).toBe('a page')
  publishing.resolve({ status: 200, body: { status: 'ok' } })
  await Promise.all(answers)
  expect(statuses.filter(status => status === 200)).toHaveLength(100)
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

async function startServer(health: () => Promise<Health>) {
  const origins = { siteUrl: 'https://clinic.example', studioUrls: [] }
  const server = createPublicServer({
    origins,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    sendJson: createSendJson(origins),
    handleWebhook: async () => {},
    handleSite: async (_, response) => void response.end('a page'),
    health,
    metrics: async () => '',
    metricsToken: null,
    onResponse() {},
  })
  const port = await listen(server, { port: 0, host: '127.0.0.1' })
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: () => close(server) }
}
