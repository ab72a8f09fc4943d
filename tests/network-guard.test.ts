import dns from 'node:dns/promises'
import { once } from 'node:events'
import net from 'node:net'
import tls from 'node:tls'
import { expect, test } from 'vitest'
import { ForbiddenConnectionError, guardNetwork } from './network-guard.ts'
import { serve } from './serve.ts'

// Names under .test are never registered (RFC 2606), so that nothing is reached even if the guard should fail.
const elsewhere = 'clinic.test'

test('a fetch to another machine fails, and fails the test even when it is swallowed', async () => {
  using guard = guardNetwork()
  await expect(fetch(`http://${elsewhere}/`)).rejects.toMatchObject({
    cause: { code: 'ERR_FORBIDDEN_CONNECTION', host: elsewhere },
  })
  await expect(fetch(`https://${elsewhere}/`)).rejects.toMatchObject({
    cause: { code: 'ERR_FORBIDDEN_CONNECTION', host: elsewhere },
  })
  expect(() => guard.failOnAttempts()).toThrow(ForbiddenConnectionError)
  expect(() => guard.failOnAttempts()).not.toThrow()
})

test('sockets and TLS sockets to another machine fail', async () => {
  using guard = guardNetwork()
  for (const connect of [() => net.connect(80, elsewhere), () => tls.connect(443, elsewhere)]) {
    const [error] = await once(connect(), 'error')
    expect(error).toBeInstanceOf(ForbiddenConnectionError)
  }
  expect(() => guard.failOnAttempts()).toThrow(elsewhere)
})

test('names of other machines are not looked up', async () => {
  using guard = guardNetwork()
  await expect(dns.lookup(elsewhere)).rejects.toBeInstanceOf(ForbiddenConnectionError)
  expect(() => guard.failOnAttempts()).toThrow(elsewhere)
})

test('a server on this machine is reached by address and by name', async () => {
  using guard = guardNetwork()
  await using server = await serve((_request, response) => response.end('here'))
  for (const host of ['127.0.0.1', 'localhost']) {
    const response = await fetch(`http://${host}:${server.port}/`, { headers: { connection: 'close' } })
    expect(await response.text()).toBe('here')
  }
  guard.failOnAttempts()
})
