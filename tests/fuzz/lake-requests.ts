import { generateQuery } from './groq-grammar.ts'
import { type HttpRequest, request } from './http-request.ts'
import type { Random } from './random.ts'
import { inQuery, strangeId, strangeText, strangeValue, toJson } from './values.ts'
import type { Audience, World } from './world.ts'

export type MakeRequest = (random: Random, world: World, audience: Audience) => HttpRequest

const api = '/v2025-02-19'

/** What can be asked of the Content Lake's server without writing documents. */
export const lakeRequests: Record<string, MakeRequest> = {
  query(random, world, audience) {
    const { query, params } = generateQuery(random.next)
    const headers = lakeHeaders(random, world, audience)
    if (random.chance(0.3)) {
      const body = toJson(random, { query, params: random.chance(0.9) ? params : strangeValue(random) })
      return request('POST', `${api}/data/query/production`, headers, body)
    }
    return request('GET', `${api}/data/query/production?${queryString(random, query, params)}`, headers)
  },
  listen(random, world, audience) {
    const { query, params } = generateQuery(random.next)
    const options = random.pick(['', '&includeResult=true', '&effectFormat=mendoza&includeAllVersions=true'])
    const target = `${api}/data/listen/production?${queryString(random, query, params)}${options}`
    const lastEventId = random.chance(0.2) ? plain(strangeText(random)) : undefined
    return request('GET', target, {
      ...lakeHeaders(random, world, audience),
      'last-event-id': lastEventId,
    })
  },
  documents(random, world, audience) {
    const ids = random.some(5, () => inQuery(random, strangeId(random, world.documentIds))).join(',')
    const target = random.pick([
      `data/doc/production/${ids}`,
      `data/export/production`,
      `data/references/production/documents/${ids}/to`,
      `data/history/production/events/documents/${ids}?limit=${random.pick([-1, 0, 5, 1e9])}&nextCursor=${ids}`,
      `data/history/production/transactions/${ids}?effectFormat=mendoza&limit=5&fromTime=${ids}`,
      `data/history/production/documents/${ids}?${random.pick(['revision', 'time', 'lastRevision'])}=${ids}`,
      `data/doc/${ids}/x`,
    ])
    return request('GET', `${api}/${target}`, lakeHeaders(random, world, audience))
  },
  account(random, world, audience) {
    const [method, path] = random.pick([
      ['GET', 'users/me'],
      ['GET', `users/${inQuery(random, strangeText(random))}`],
      ['GET', `users/me/keyvalue/${inQuery(random, strangeText(random))}`],
      ['PUT', 'users/me/keyvalue'],
      ['POST', 'auth/sessions'],
      ['GET', 'access/people'],
      ['POST', 'access/people'],
      ['POST', `access/people/${inQuery(random, strangeText(random))}/links`],
      ['PATCH', `access/people/${inQuery(random, strangeText(random))}`],
      ['DELETE', `access/people/${inQuery(random, strangeText(random))}?anyway=true`],
      ['GET', 'assets/leftovers/production'],
      ['GET', `auth/fetch?sid=${inQuery(random, strangeText(random))}`],
      ['GET', 'auth/id'],
      ['GET', 'auth/providers'],
      ['GET', `projects/${inQuery(random, strangeText(random))}/grants`],
      ['GET', 'projects/local/datasets/production/acl'],
      ['GET', 'projects/local'],
      ['GET', 'features/x'],
      ['GET', 'journey/trial/x'],
      ['POST', 'intake/batch'],
      ['GET', 'data/ping'],
      ['GET', 'nothing/of/the/kind'],
    ] as const)
    const value = random.chance(0.5)
      ? [{ key: strangeText(random), value: strangeValue(random) }]
      : strangeValue(random)
    const body = method === 'GET' ? '' : toJson(random, value)
    return request(method, `${api}/${path}`, administratorHeaders(random, world, audience), body)
  },
  webhooks(random, world, audience) {
    const rule = { on: ['create', 'update'], filter: generateQuery(random.next).query, projection: '{_id}' }
    const url = random.pick([
      'http://127.0.0.1:1/',
      'http://[',
      `http://127.0.0.1:${world.ports.site}/hooks/sanity`,
    ])
    const headers = { [random.pick(['x-a', 'a b', 'x\r\ny', 'host', 'content-length'])]: strangeText(random) }
    const hook = { name: `Fuzz ${random.below(9)}`, url, rule, headers, isDisabledByUser: random.chance(0.9) }
    const [method, path] = random.pick([
      ['GET', ''],
      ['POST', ''],
      ['GET', `/${inQuery(random, strangeText(random))}`],
      ['PATCH', `/${inQuery(random, strangeText(random))}`],
      ['DELETE', '/nothing'],
    ] as const)
    const body = method === 'POST' || method === 'PATCH' ? toJson(random, hook) : ''
    return request(
      method,
      `${api}/hooks/projects/local${path}`,
      administratorHeaders(random, world, audience),
      body,
    )
  },
  pictures(random, world, audience) {
    const kind = random.pick(['images', 'images', 'files'])
    const name = random.chance(0.9) ? random.pick(world.imageNames) : inQuery(random, strangeText(random))
    const size = () => random.pick([1, 7, 64, 200, 0, -1, 8192, 9000, 1.5, 'x'])
    const options = [
      () => `w=${size()}`,
      () => `h=${size()}`,
      () => `fit=${random.pick(['clip', 'crop', 'fill', 'max', 'scale', 'x'])}`,
      () => `rect=${size()},${size()},${size()},${size()}`,
      () => `fm=${random.pick(['jpg', 'png', 'webp', 'avif', 'gif', 'svg'])}`,
      () => `q=${random.pick([1, 75, 100, 101])}`,
      () => `blur=${random.pick([1, 50, 2000, 1e9])}`,
      () => `dpr=${random.pick([1, 3, 1e9])}`,
      () => `or=${random.pick([90, 45])}`,
      () => `bg=${random.pick(['fff', 'ffffff80', 'abcde', 'x'])}`,
      () => `fp-x=${size()}`,
      () => `dl=${inQuery(random, strangeText(random))}`,
      () => 'auto=format',
      () => 'crop=entropy',
    ]
    const query = random.some(4, () => random.pick(options)()).join('&')
    return request('GET', `/${kind}/local/production/${name}?${query}`, lakeHeaders(random, world, audience))
  },
  'sign-in page'(random, { ports }) {
    const query = `origin=${inQuery(random, random.chance(0.5) ? 'http://localhost:1/#' : strangeText(random))}`
    const headers = { ...browserHeaders(ports.lake), 'content-type': 'application/x-www-form-urlencoded' }
    if (random.chance(0.5)) return request('GET', `/auth/login?${query}`, headers)
    return request(
      'POST',
      '/auth/login',
      headers,
      `${query}&key=${inQuery(random, strangeText(random))}&name=x`,
    )
  },
  Studio: (random, world) => studioRequest(random, world, world.ports.lake),
}

/** Of the programs' own token, which may do more than any person, and query longer. */
function administratorHeaders(
  random: Random,
  world: World,
  audience: Audience,
): Record<string, string | undefined> {
  const headers = lakeHeaders(random, world, audience)
  const isProgram = audience === 'staff' && random.chance(0.5)
  return isProgram ? { ...headers, authorization: `Bearer ${world.tokens.robot}` } : headers
}

/** The built Studio's files and pages, wherever they are served. */
export function studioRequest(random: Random, { studioPaths }: World, port: number): HttpRequest {
  const path = random.chance(0.5) ? random.pick(studioPaths) : `/${inQuery(random, strangeText(random))}`
  const start = random.below(5000)
  const range = random.chance(0.3)
    ? `bytes=${start}-${random.pick(['', start + 5, start - 5, 'x'])}`
    : undefined
  const etag = random.chance(0.2) ? plain(strangeText(random)) : undefined
  const method = random.pick(['GET', 'GET', 'GET', 'HEAD'])
  return request(method, path, { ...browserHeaders(port), range, 'if-none-match': etag })
}

/** The headers of a request to the Content Lake, of somebody who belongs to the audience. */
export function lakeHeaders(
  random: Random,
  world: World,
  audience: Audience,
): Record<string, string | undefined> {
  const authorization = authorizationOf(random, world, audience)
  return { ...browserHeaders(world.ports.lake), 'content-type': 'application/json', authorization }
}

function authorizationOf(random: Random, { tokens }: World, audience: Audience): string | undefined {
  if (audience === 'contributors') return `Bearer ${tokens.contributor}`
  if (audience === 'staff') return `Bearer ${tokens.editor}`
  const roll = random.next()
  if (roll < 0.4) return `Bearer ${tokens.viewer}`
  return roll < 0.5 ? `Bearer ${plain(strangeText(random))}` : undefined
}

export function browserHeaders(port: number): Record<string, string> {
  return { host: `localhost:${port}`, connection: 'close' }
}

function queryString(random: Random, query: string, params: Record<string, unknown>): string {
  const given = Object.entries(params).map(
    ([name, value]) => `$${name}=${inQuery(random, toJson(random, value))}`,
  )
  const perspective = random.pick([
    '',
    '',
    'perspective=raw',
    'perspective=drafts',
    'perspective=[',
    'perspective=r1,r2',
  ])
  return [`query=${inQuery(random, query)}`, ...given, perspective].filter(Boolean).join('&')
}

/** A text that a header can carry. */
export function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 4000)
}
