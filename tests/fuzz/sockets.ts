import { generateQuery } from './groq-grammar.ts'
import { type HttpRequest, request } from './http-request.ts'
import { browserHeaders, lakeHeaders } from './lake-requests.ts'
import type { Random } from './random.ts'
import { inQuery, strangeText, strangeValue, toJson } from './values.ts'
import type { Audience, World } from './world.ts'

/* WebSockets: presence and event streams, and what a client may send that is neither. */

const presence = '/v2025-02-19/socket/production'
const streams = '/v2025-02-19/data/listen-socket/production'

/** A request to switch protocols; it need not be one that is granted. */
export function upgradeRequest(random: Random, port: number): HttpRequest {
  const wrong = ['//', '//[', '/', '/v1/socket/other', '/v1//socket/production', 'http://[', '*', '/%']
  return request('GET', random.chance(0.7) ? random.pick([presence, streams]) : random.pick(wrong), {
    ...browserHeaders(port),
    connection: 'Upgrade',
    upgrade: random.chance(0.95) ? 'websocket' : random.pick(['h2c', '', 'websocket, h2c']),
    'sec-websocket-version': random.pick(['13', '13', '13', '13', '8', 'x']),
    'sec-websocket-key': random.chance(0.9)
      ? 'dGhlIHNhbXBsZSBub25jZQ=='
      : random.pick([undefined, '', 'short']),
    'sec-websocket-extensions': random.pick([
      undefined,
      undefined,
      'permessage-deflate',
      ';;=',
      'permessage-deflate; client_max_window_bits=99',
    ]),
    'sec-websocket-protocol': random.pick([undefined, undefined, undefined, ',', 'a, a']),
    origin: random.pick([
      undefined,
      undefined,
      `http://localhost:${port}`,
      `http://localhost:${port}`,
      'http://evil.example',
      'null',
      '//',
    ]),
  })
}

/** What is sent once the socket is open. */
export function socketFrames(random: Random, world: World, audience: Audience): Buffer[] {
  const message = random.chance(0.5) ? presenceMessage : streamMessage
  const frames = random.some(6, () => {
    if (random.chance(0.15)) return strangeFrame(random)
    return frame(0x81, Buffer.from(toJson(random, message(random, world, audience))))
  })
  const { authorization } = lakeHeaders(random, world, audience)
  const signIn = { jsonrpc: '2.0', id: 1, method: 'authorization', params: { authorization } }
  return [frame(0x81, Buffer.from(JSON.stringify(signIn))), ...frames]
}

function presenceMessage(random: Random): unknown {
  const method = random.pick([
    'presence_subscribe',
    'presence_unsubscribe',
    'presence_rollcall',
    'presence_announce',
    'presence_disconnect',
    'authorization',
    strangeText(random),
  ])
  const params = random.pick([
    strangeValue(random),
    { session: strangeText(random) },
    { data: { sessionId: 'a', locations: strangeValue(random) } },
    { subscriptionId: strangeText(random) },
  ])
  return { jsonrpc: '2.0', id: random.pick([1, 'a', null, {}]), method, params }
}

function streamMessage(random: Random, world: World, audience: Audience): unknown {
  const { query } = generateQuery(random.next)
  const open = random.pick([0, 1, 2, -1, 1e300, 'x'])
  if (random.chance(0.2)) return { close: open }
  const good = `/v2025-02-19/data/listen/production?query=${inQuery(random, query)}&includeResult=true`
  const url = random.pick([good, good, good, '//', 'http://[', '/', '?$a=[', strangeText(random)])
  return {
    open,
    url,
    authorization: lakeHeaders(random, world, audience).authorization,
    lastEventId: random.pick([undefined, strangeText(random)]),
  }
}

function strangeFrame(random: Random): Buffer {
  const payload = Buffer.from(strangeText(random))
  const roll = random.below(8)
  if (roll === 0) return randomBytesOf(random)
  if (roll === 1) return frame(0x81, payload, { masked: false })
  if (roll === 2) return frame(0xf1, payload)
  if (roll === 3) return frame(random.pick([0x83, 0x8b, 0x00, 0x01, 0x80]), payload)
  if (roll === 4)
    return frame(0x88, random.pick([Buffer.of(1), Buffer.of(0, 0), Buffer.of(3, 232, 0xff), payload]))
  if (roll === 5) return Buffer.concat(Array.from({ length: 200 }, () => frame(0x89, Buffer.from('ping'))))
  if (roll === 6) return frame(0x82, Buffer.alloc(random.pick([0, 125, 126, 65_536, 1_000_001])))
  return Buffer.from('81ffffffffffffffffff00000000', 'hex')
}

function randomBytesOf(random: Random): Buffer {
  return Buffer.from(random.some(60, () => random.below(256)))
}

/** One frame (RFC 6455, 5.2): `first` holds the flags and the kind. */
function frame(first: number, payload: Buffer, { masked = true } = {}): Buffer {
  const mark = masked ? 0x80 : 0
  const head =
    payload.length < 126
      ? Buffer.of(first, mark | payload.length)
      : payload.length < 65_536
        ? Buffer.of(first, mark | 126, payload.length >> 8, payload.length & 255)
        : Buffer.concat([Buffer.of(first, mark | 127, 0, 0, 0, 0), uint32(payload.length)])
  // A mask of zeros changes nothing, and is one.
  return Buffer.concat([head, Buffer.alloc(masked ? 4 : 0), payload])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
