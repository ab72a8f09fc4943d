import { once } from 'node:events'
import { expect, test } from 'vitest'
import { createServer } from './http-server.ts'

test('an idle connection stays open long after its client was told that it would close', async () => {
  const server = createServer({}, (_, response) => response.end())
  server.listen(0, '127.0.0.1')
  const connected = once(server, 'connection')
  await once(server, 'listening')
  const address = server.address()
  const response = await fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`)
  const [socket] = await connected
  const announcedMs = Number(/timeout=(\d+)/.exec(response.headers.get('keep-alive') ?? '')?.[1]) * 1000
  server.closeAllConnections()
  server.close()
  expect(socket.timeout - announcedMs).toBeGreaterThanOrEqual(60_000)
})
