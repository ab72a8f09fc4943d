import { bytesOf, type HttpRequest } from './http-request.ts'
import type { Random } from './random.ts'

/* Requests as no browser writes them. */

const targets = [
  '//',
  '///',
  '*',
  '//[',
  '//[::1',
  '//a:b@c',
  '//:99999/',
  'http://[',
  'http://evil.example/',
  'http://evil.example:99999/healthz',
  'https://localhost//',
  'ws://localhost//',
  'localhost:80',
  'no-slash',
  '?',
  '#',
  '/?',
  '/#/../',
  '/%',
  '/%00',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/..;/..\\..',
  '/%E0%A4%A',
  '/%ff%fe',
  '/v1',
  '/v1/',
  '/v/data/query/production',
  '/v2025-02-19//data/query/production',
  '/\u0000',
  '/\u00ff',
  '/a b c',
  `/${'a'.repeat(9000)}`,
  `/${'../'.repeat(3000)}`,
  `/${'%2F'.repeat(3000)}`,
  `/?${'a&'.repeat(5000)}`,
  `/?${'%24a[]='.repeat(1000)}`,
]

const headers: readonly (readonly [string, string])[] = [
  ['host', ''],
  ['host', 'evil.example'],
  ['host', 'localhost:99999'],
  ['host', '[::1'],
  ['host', '//'],
  ['host', 'localhost/../@evil'],
  ['host', 'localhost%00'],
  ['host', 'a'.repeat(9000)],
  ['origin', 'null'],
  ['origin', 'http://evil.example'],
  ['origin', '//'],
  ['origin', 'http://['],
  ['origin', 'http://localhost:99999'],
  ['origin', 'file://'],
  ['sec-fetch-site', 'cross-site'],
  ['sec-fetch-site', 'same-site'],
  ['sec-fetch-site', '\u0000'],
  ['sec-fetch-mode', 'navigate'],
  ['sec-fetch-dest', 'iframe'],
  ['referer', 'http://['],
  ['referer', '//?at=%'],
  ['range', 'bytes=5-2'],
  ['range', 'bytes=-'],
  ['range', 'bytes=--1'],
  ['range', 'bytes=-0'],
  ['range', 'bytes=99999999999999999999-'],
  ['range', 'bytes=0-99999999999999999999999'],
  ['range', 'bytes=0-0,1-1,2-2'],
  ['range', 'bytes=abc-def'],
  ['range', `bytes=${'0-0,'.repeat(1000)}`],
  ['range', 'lines=1-2'],
  ['if-range', '"'],
  ['if-range', 'Sun, 99 Foo 9999 99:99:99 GMT'],
  ['if-none-match', '*'],
  ['if-none-match', '"'],
  ['if-none-match', `"${'x'.repeat(8000)}`],
  ['if-none-match', 'W/"a", W/"b",,,,'],
  ['if-modified-since', 'yesterday'],
  ['accept-encoding', ';q='],
  ['accept-encoding', 'br;q=1e999, gzip;q=-1, *;q=0'],
  ['accept-encoding', 'identity;q=0, *;q=0'],
  ['accept-encoding', `${'gzip,'.repeat(1500)}br`],
  ['accept', '*/'.repeat(3000)],
  ['authorization', ''],
  ['authorization', 'Bearer'],
  ['authorization', 'Bearer \u00e9'],
  ['authorization', `Bearer ${'x'.repeat(9000)}`],
  ['authorization', 'Basic YTpi'],
  ['cookie', ';;;==;='],
  ['cookie', `${'clinic-preview=x; '.repeat(500)}`],
  ['content-length', '-1'],
  ['content-length', '1e3'],
  ['content-length', '5, 6'],
  ['content-length', '99999999999999999999'],
  ['transfer-encoding', 'chunked'],
  ['transfer-encoding', 'chunked, gzip'],
  ['transfer-encoding', '\u000bchunked'],
  ['content-encoding', 'br'],
  ['expect', '100-continue'],
  ['expect', 'the unexpected'],
  ['connection', 'upgrade'],
  ['connection', 'keep-alive, close, upgrade'],
  ['upgrade', 'websocket'],
  ['upgrade', 'h2c'],
  ['http2-settings', 'AAMAAABkAAQAAP__'],
  ['sec-websocket-key', 'x'],
  ['last-event-id', 'a\u0000b'],
  ['x-forwarded-for', '127.0.0.1'],
  ['x-http-method-override', 'DELETE'],
  ['access-control-request-headers', 'a\u000bb'],
  ['access-control-request-method', '__proto__'],
  ['__proto__', 'x'],
  ['a b', 'x'],
  ['', 'x'],
  ['x', '\u0001\u0002'],
]

const methods = [
  'HEAD',
  'OPTIONS',
  'PUT',
  'DELETE',
  'PATCH',
  'TRACE',
  'CONNECT',
  'PRI',
  'PROPFIND',
  'QUERY',
  'get',
  'X'.repeat(3000),
]
const versions = ['HTTP/1.0', 'HTTP/2.0', 'HTTP/0.9', 'HTTP/1.1 ', 'HTTP/9999.1', '']
const chunkedBodies = [
  '0\r\n\r\n',
  'zz\r\nnot hex\r\n',
  'ffffffffffffffff\r\n',
  '5\r\nhel',
  '5;ext=\u0000\r\nhello\r\n0\r\n\r\n',
  `5;${'x'.repeat(20_000)}\r\nhello\r\n`,
  '-1\r\n\r\n',
  '2\r\n{}\r\n0\r\nhost: trailer\r\n\r\n',
  '0\r\n\r\nGET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n',
]

/** A request with one thing wrong, as bytes. */
export function damaged(random: Random, request: HttpRequest): Buffer {
  const roll = random.next()
  if (roll < 0.2) return bytesOf({ ...request, target: random.pick(targets) })
  if (roll < 0.5) return bytesOf(withHeaders(random, request))
  if (roll < 0.58) return bytesOf({ ...request, method: random.pick(methods) })
  if (roll < 0.62) return bytesOf(request, random.pick(versions))
  if (roll < 0.72) return bytesOf(withWrongBody(random, request))
  if (roll < 0.78) return pipelined(random, request)
  return noisy(random, bytesOf(request))
}

/** With headers added, instead of its own of the same name or beside them. */
function withHeaders(random: Random, request: HttpRequest): HttpRequest {
  const added = [random.pick(headers), ...random.some(2, () => random.pick(headers))]
  const names = new Set(added.map(([name]) => name))
  const kept = random.chance(0.7) ? request.headers.filter(([name]) => !names.has(name)) : request.headers
  return { ...request, headers: [...kept, ...added] }
}

function withWrongBody(random: Random, request: HttpRequest): HttpRequest {
  const others = request.headers.filter(([name]) => name !== 'content-length')
  if (random.chance(0.5)) {
    const body = Buffer.from(random.pick(chunkedBodies))
    return { ...request, headers: [...others, ['transfer-encoding', 'chunked']], body }
  }
  const declared = String(request.body.length + random.below(2000) - 500)
  return { ...request, headers: [...others, ['content-length', declared]] }
}

function pipelined(random: Random, request: HttpRequest): Buffer {
  const open = { ...request, headers: request.headers.filter(([name]) => name !== 'connection') }
  const next = random.chance(0.5) ? bytesOf(open) : damaged(random, open)
  return Buffer.concat([bytesOf(open), next, next, bytesOf(request)])
}

/** Bytes lost, doubled, changed, or put in between. */
function noisy(random: Random, bytes: Buffer): Buffer {
  const at = random.below(bytes.length)
  const end = at + random.below(20)
  const noise = random.pick([
    '',
    '\r',
    '\n',
    '\r\n',
    '\r\n\r\n',
    '\u0000',
    ':',
    ' ',
    '\ufffd',
    'x'.repeat(20_000),
  ])
  const middle = random.chance(0.3) ? bytes.subarray(at, end) : Buffer.from(noise)
  const rest = random.chance(0.5) ? bytes.subarray(at) : bytes.subarray(end)
  return Buffer.concat([bytes.subarray(0, at), middle, middle, rest])
}
