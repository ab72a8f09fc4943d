import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { connect, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { limitConnections } from './connection-limit.ts'

/** A server for three connections; `/slow` responds when `finish` is called, and `/large` with a flood. */
async function startServer({ stalledMs = 60_000, patienceMs = 2000 } = {}) {
  const slow: (() => void)[] = []
  const errors: Error[] = []
  const handle: RequestListener = (request, response) => {
    if (request.url === '/slow') return void slow.push(() => response.end('at last'))
    if (request.url === '/large') return void response.end(Buffer.alloc(64 * 1024 * 1024))
    if (request.url === '/events') return void response.write('event: hello\n\n')
    request.resume().on('end', () => response.end('here'))
  }
  const server = createServer(handle)
  const { upgraded } = limitConnections(server, {
    most: 3,
    stalledMs,
    patienceMs,
    onError: error => errors.push(error),
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const sockets: Socket[] = []

  /** A connection that has sent `text`, once the server has accepted it. */
  async function open(text = '') {
    const socket = connect(port, '127.0.0.1')
    sockets.push(socket)
    let received = ''
    socket.on('error', () => {})
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      received = (received + chunk).slice(0, 1000)
    })
    const closed = once(socket, 'close').then(() => true)
    await Promise.all([once(socket, 'connect'), once(server, 'connection')])
    if (text) socket.write(text)
    return { socket, closed, received: () => received }
  }

  return {
    server,
    slow,
    errors,
    open,
    upgraded,
    async ask(path = '/') {
      const asking = await open(`GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`)
      await asking.closed
      return asking.received()
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

test('answers everybody while all connections are taken, and closes the one that has waited longest', async () => {
  await using server = await startServer()
  const silent = await server.open()
  const inHeaders = await server.open('GET / HTTP/1.1\r\nhost: a\r\nx-')
  const inBody = await server.open('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nhalf')

  expect(await server.ask()).toContain('here')
  expect(await silent.closed).toBe(true)
  expect([inHeaders.socket.destroyed, inBody.socket.destroyed]).toEqual([false, false])

  const next = await server.open()
  expect(await server.ask()).toContain('here')
  expect(await inHeaders.closed).toBe(true)
  expect(await server.ask()).toContain('here')
  expect([inBody.socket.destroyed, next.socket.destroyed]).toEqual([false, false])
})

test('closes a connection between two requests rather than one with an open response', async () => {
  await using server = await startServer({ patienceMs: 0 })
  const slow = await server.open('GET /slow HTTP/1.1\r\nhost: a\r\n\r\n')
  await expect.poll(() => server.slow.length).toBe(1)
  const kept = await server.open('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
  await expect.poll(kept.received).toContain('here')
  await server.open()

  expect(await server.ask()).toContain('here')
  expect(await kept.closed).toBe(true)
  server.slow[0]?.()
  await expect.poll(slow.received).toContain('at last')
})

test('closes the oldest response if no connection is idle', async () => {
  await using server = await startServer()
  const slow = []
  for (let number = 1; number <= 3; number += 1) {
    slow.push(await server.open('GET /slow HTTP/1.1\r\nhost: a\r\n\r\n'))
    await expect.poll(() => server.slow.length).toBe(number)
  }

  expect(await server.ask()).toContain('here')
  expect(await slow[0]?.closed).toBe(true)
  expect(slow.slice(1).map(({ socket }) => socket.destroyed)).toEqual([false, false])
})

test('gives a new connection time to send its request while old ones take every place', async () => {
  await using server = await startServer({ patienceMs: 100 })
  for (let number = 1; number <= 3; number += 1) {
    await server.open('GET /slow HTTP/1.1\r\nhost: a\r\n\r\n')
    await expect.poll(() => server.slow.length).toBe(number)
  }
  const sinceMs = performance.now()
  await expect.poll(() => performance.now() - sinceMs).toBeGreaterThan(120)

  const newcomers = [await server.open(), await server.open(), await server.open()]
  for (const { socket } of newcomers) socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
  for (const { received } of newcomers) await expect.poll(received).toContain('here')
})

test('cuts a connection that sends on and on without waiting for an answer', async () => {
  await using server = await startServer()
  const patient = await server.open('GET /slow HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(20))
  await expect.poll(() => server.slow.length).toBe(20)
  const flood = await server.open('GET /slow HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(1000))

  expect(await flood.closed).toBe(true)
  expect(patient.socket.destroyed).toBe(false)
  for (const answer of server.slow) answer()
  await expect.poll(patient.received).toContain('at last')
})

test('keeps an upgraded socket like an open response', async () => {
  await using server = await startServer({ patienceMs: 0 })
  server.server.on('upgrade', (_, socket) => {
    server.upgraded(socket)
    socket.on('end', () => socket.destroy()).resume()
    socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n')
  })
  const upgraded = await server.open(
    'GET / HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: chat\r\n\r\n',
  )
  await expect.poll(upgraded.received).toContain('101')
  for (let number = 0; number < 5; number += 1) await server.open()

  expect(upgraded.socket.destroyed).toBe(false)
  expect(await server.ask()).toContain('here')
})

test('ends a response that nobody reads, and keeps a stream without events', async () => {
  await using server = await startServer({ stalledMs: 300 })
  const stream = await server.open('GET /events HTTP/1.1\r\nhost: a\r\n\r\n')
  await expect.poll(stream.received).toContain('hello')
  const unread = await server.open('GET /large HTTP/1.1\r\nhost: a\r\n\r\n')
  unread.socket.pause()

  await expect
    .poll(() => new Promise(resolve => server.server.getConnections((_, count) => resolve(count))))
    .toBe(1)
  expect(stream.socket.destroyed).toBe(false)
})

test('lets a response take any time while its client reads some of it now and then', async () => {
  // Longer than a busy machine keeps this process waiting.
  const stalledMs = 3000
  await using server = await startServer({ stalledMs })
  const reader = await server.open('GET /large HTTP/1.1\r\nhost: a\r\n\r\n')
  const { socket } = reader
  let bytes = 0
  socket.on('data', (chunk: string) => {
    bytes += chunk.length
    if (bytes < 48 * 1024 * 1024) {
      socket.pause()
      setTimeout(() => socket.resume(), 6)
    }
  })
  const startedAt = performance.now()
  await expect.poll(() => bytes).toBeGreaterThan(64 * 1024 * 1024)
  expect(performance.now() - startedAt).toBeGreaterThan(stalledMs)
})
