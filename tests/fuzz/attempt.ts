import { damaged } from './damage.ts'
import { bytesOf, type HttpRequest, request } from './http-request.ts'
import { browserHeaders, lakeRequests, type MakeRequest, studioRequest } from './lake-requests.ts'
import { lakeWrites } from './lake-writes.ts'
import { previewRequests, siteRequests } from './publisher-requests.ts'
import { createRandom, type Random } from './random.ts'
import { socketFrames, upgradeRequest } from './sockets.ts'
import { type Audience, type ServerName, serverNames, type World } from './world.ts'

/** One thing that a client does to a server, to the byte. */
export type Attempt = {
  index: number
  audience: Audience
  /** Which generator made it. */
  kind: string
  server: ServerName
  bytes: Buffer
  /** Sent once the server has switched protocols. */
  frames: readonly Buffer[]
  /** Whether the bytes are a whole request, which is answered without another word. */
  isWhole: boolean
  /** Reset the connection when the bytes have left, and wait for no answer. */
  resets: boolean
}

/** Of ten attempts, who sends which: the first two are resets. */
const audienceOf: readonly Audience[] = [
  'strangers',
  'strangers',
  'strangers',
  'strangers',
  'strangers',
  'strangers',
  'contributors',
  'staff',
  'staff',
  'staff',
]

export function audienceAt(index: number): Audience {
  return audienceOf[index % audienceOf.length] ?? 'strangers'
}

/** The attempt of this number: a function of seed, index and world alone, so that any can be repeated by itself. */
export function createAttempt(seed: number, index: number, world: World): Attempt {
  const random = createRandom(seed, index)
  const audience = audienceAt(index)
  const place = index % audienceOf.length
  if (place < 2) return resetAttempt(index, Math.floor(index / audienceOf.length) * 2 + place, world)
  return random.chance(0.15)
    ? upgradeAttempt(random, index, audience, world)
    : requestAttempt(random, index, audience, world)
}

function requestAttempt(random: Random, index: number, audience: Audience, world: World): Attempt {
  const [server, kind, make] = random.pick(audience === 'contributors' ? lakeMakers : makers)
  const made = make(random, world, audience)
  const isWhole = random.chance(0.6)
  const bytes = isWhole ? bytesOf(made) : damaged(random, made)
  return { index, audience, kind, server, bytes, frames: [], isWhole, resets: random.chance(0.05) }
}

function upgradeAttempt(random: Random, index: number, audience: Audience, world: World): Attempt {
  const server = random.chance(0.7) ? 'lake' : random.pick(serverNames)
  const wish = upgradeRequest(random, world.ports[server])
  const bytes = random.chance(0.8) ? bytesOf(wish) : damaged(random, wish)
  const frames = server === 'lake' ? socketFrames(random, world, audience) : []
  return {
    index,
    audience,
    kind: 'socket',
    server,
    bytes,
    frames,
    isWhole: false,
    resets: random.chance(0.2),
  }
}

type Maker = readonly [ServerName, string, MakeRequest]

const lakeMakers: Maker[] = [
  ...Object.entries(lakeRequests).map(([kind, make]) => ['lake', kind, make] as const),
  ...Object.entries(lakeWrites).map(([kind, make]) => ['lake', kind, make] as const),
  ...Object.entries(lakeWrites).map(([kind, make]) => ['lake', kind, make] as const),
]

const makers: Maker[] = [
  ...lakeMakers,
  ...Object.entries(siteRequests).map(([kind, make]) => ['site', kind, make] as const),
  ...Object.entries(previewRequests).map(([kind, make]) => ['preview', kind, make] as const),
  ['hosted Studio', 'Studio', (random, world) => studioRequest(random, world, world.ports['hosted Studio'])],
]

/** Requests of every kind, each cut off after every one of its bytes in turn. */
function resetAttempt(index: number, turn: number, world: World): Attempt {
  const cuts = resetRequests(world).map(([server, wish]) => ({ server, bytes: bytesOf(wish) }))
  const total = cuts.reduce((sum, { bytes }) => sum + bytes.length + 1, 0)
  let left = turn % total
  for (const { server, bytes } of cuts) {
    if (left <= bytes.length) {
      const sent = bytes.subarray(0, left)
      return {
        index,
        audience: 'strangers',
        kind: 'reset',
        server,
        bytes: sent,
        frames: [],
        isWhole: false,
        resets: true,
      }
    }
    left -= bytes.length + 1
  }
  throw new Error(`There is no byte ${turn}.`)
}

function resetRequests({ ports }: World): (readonly [ServerName, HttpRequest])[] {
  const { host } = browserHeaders(ports.lake)
  const upgrade = {
    host,
    connection: 'upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  }
  const api = '/v1/data'
  return [
    ['lake', request('GET', '/v1/socket/production', upgrade)],
    ['lake', request('GET', '//', upgrade)],
    ['lake', request('GET', `${api}/query/production?query=*`, { host })],
    ['lake', request('POST', `${api}/query/production`, { host }, '{"query":"*"}')],
    ['lake', request('GET', `${api}/listen/production?query=*`, { host })],
    ['lake', request('POST', '/v1/assets/images/production', { host }, 'GIF89a')],
    ['lake', request('POST', '/auth/login', { host }, 'key=x')],
    ['hosted Studio', request('GET', '/', { host, range: 'bytes=0-5' })],
    ['hosted Studio', request('GET', '/', upgrade)],
    ['site', request('GET', '/', { host, 'accept-encoding': 'br' })],
    ['site', request('GET', '/', upgrade)],
    [
      'site',
      request('POST', '/hooks/sanity', { host, 'sanity-webhook-signature': 't=1,v1=x' }, '{"_id":"x"}'),
    ],
    ['preview', request('GET', '/_preview/enable?sanity-preview-secret=x', { host })],
    ['preview', request('GET', '/', { host, cookie: 'a=b' })],
  ]
}
