import { expect, test } from 'vitest'
import { isFromOwnMachine } from './own-machine.ts'

function ask(
  remoteAddress: string | undefined,
  localAddress: string,
  headers: Record<string, string>,
): boolean {
  return isFromOwnMachine({ headers, socket: { remoteAddress, localAddress } })
}

test.each([
  ['127.0.0.1', '127.0.0.1', 'localhost:4321'],
  ['127.0.0.1', '127.0.0.1', '127.0.0.1:4321'],
  ['127.8.9.1', '127.0.0.1', 'LOCALHOST'],
  ['::1', '::1', '[::1]:4321'],
  ['::ffff:127.0.0.1', '::ffff:127.0.0.1', '127.0.0.1:4321'],
  ['192.168.1.7', '192.168.1.7', '192.168.1.7:4321'],
  ['fd00::7', 'fd00::7', '[fd00::7]:4321'],
])('%s, asking %s for %s, is this machine', (remote, local, host) => {
  expect(ask(remote, local, { host })).toBe(true)
})

test.each([
  ['192.168.1.8', '192.168.1.7', '192.168.1.7:4321'],
  ['192.168.1.8', '192.168.1.7', 'localhost'],
  ['127.0.0.1', '127.0.0.1', 'clinic.example'],
  ['127.0.0.1', '127.0.0.1', '127.0.0.1.elsewhere.example'],
  ['127.0.0.1', '127.0.0.1', ''],
  [undefined, '127.0.0.1', 'localhost'],
])('%s, asking %s for %s, is not', (remote, local, host) => {
  expect(ask(remote, local, { host })).toBe(false)
})

test.each(['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'])(
  'a request with %s was passed on',
  name => {
    expect(ask('127.0.0.1', '127.0.0.1', { host: 'localhost', [name]: '' })).toBe(false)
  },
)
