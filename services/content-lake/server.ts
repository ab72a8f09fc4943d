import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { limitConnections } from '../shared/connection-limit.ts'
import { type Auth, requireAdministrator, requireToken, requireWriter } from './auth.ts'
import { findRoute, type Route, sendBlocks, sendJson } from './call.ts'
import { LakeError } from './errors.ts'
import { answerPreflight, checkHost, checkOrigin, type Doors, isAllowedOrigin } from './guard.ts'
import type { JsonObject } from './json.ts'
import type { Lake } from './lake.ts'
import type { Presence } from './presence.ts'
import { listenOptions } from './routes/listen.ts'
import { serveSignIn } from './sign-in-page.ts'
import { serveStreams } from './sockets.ts'
import type { StudioDoor } from './studio-door.ts'

export interface ServerParts {
  lake: Lake
  auth: Auth
  presence: Presence
  studio: StudioDoor
  doors: Doors
  /** Under `/v…/`. */
  apiRoutes: Route[]
  /** At the root: assets, which have no version. */
  plainRoutes: Route[]
}

/** Connections at once, and how long an answer may be left unread, in milliseconds. */
const maxConnections = 1000
const stalledMs = 60_000

/** Requests to the API that nothing here answers; a test that drives the Studio fails when there is one. */
const keptUnknownRoutes = 50

/** The HTTP server: which part answers a request, and how a refusal is told. `close` ends what is under way. */
export function createLakeServer(parts: ServerParts): { server: Server; close(): Promise<void> } {
  const unknownRoutes: string[] = []
  const server = createServer({ requestTimeout: 300_000, headersTimeout: 20_000 }, (request, response) => {
    handle(parts, unknownRoutes, request, response).catch(error =>
      refuse(parts.lake, request, response, error),
    )
  })
  const { upgraded } = limitConnections(server, {
    most: maxConnections,
    stalledMs,
    onError: error => parts.lake.log.error({ event: 'not-accepted', reason: describe(error) }),
  })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1_000_000 })
  sockets.on('headers', (_, { socket }) => upgraded(socket))
  server.on('upgrade', (request, socket, head) => upgrade(parts, sockets, request, socket, head))
  const close = async () => {
    // A socket is no connection of the HTTP server any more: it would keep the server from closing.
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  return { server, close }
}

async function handle(
  parts: ServerParts,
  unknownRoutes: string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { lake, doors } = parts
  checkHost(request, doors)
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (url.pathname === '/healthz') {
    sendJson(response, 200, { status: 'ok', documents: lake.store.corpus.size, unknownRoutes })
    return
  }
  const api = /^\/(v[^/]+)\/(.*)$/.exec(url.pathname)
  const isPlain = /^\/(images|files)\//.test(url.pathname)
  if (!api && !isPlain) {
    if (url.pathname === '/auth/login') {
      checkOrigin(request, response, doors)
      await serveSignIn(request, response, { auth: parts.auth, doors, now: lake.now() })
    } else if (request.method === 'GET' || request.method === 'HEAD')
      await parts.studio.serve(request, response)
    else throw new LakeError(405, 'methodNotAllowed', `${request.method} is not possible here.`)
    return
  }
  checkOrigin(request, response, doors)
  if (request.method === 'OPTIONS') {
    answerPreflight(request, response)
    return
  }
  response.setHeader('x-content-type-options', 'nosniff')
  const [, apiVersion = 'v1', path = url.pathname.slice(1)] = api ?? []
  await call(parts, unknownRoutes, request, response, { url, apiVersion, path, isApi: api !== null })
}

async function call(
  { lake, auth, apiRoutes, plainRoutes }: ServerParts,
  unknownRoutes: string[],
  request: IncomingMessage,
  response: ServerResponse,
  { url, apiVersion, path, isApi }: { url: URL; apiVersion: string; path: string; isApi: boolean },
): Promise<void> {
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET')
  const found = findRoute(isApi ? apiRoutes : plainRoutes, method, path)
  if (!found) {
    if (isApi) noteUnknown(lake, unknownRoutes, `${method} ${path}`)
    throw new LakeError(404, 'notFound', `The local Content Lake has nothing at ${method} /${path}.`)
  }
  const now = lake.now()
  const identity = auth.identify(request.headers.authorization, now)
  if (found.route.access === 'token') requireToken(identity)
  if (found.route.access === 'writer') requireWriter(identity)
  if (found.route.access === 'administrator') requireAdministrator(identity)
  const answer = await found.route.handle({
    request,
    response,
    params: found.params,
    query: url.searchParams,
    apiVersion,
    identity,
    now,
  })
  if (!answer) return
  if ('blocks' in answer) sendBlocks(response, answer.status, answer.blocks)
  else sendJson(response, answer.status, answer.body)
}

function noteUnknown({ log }: Lake, unknownRoutes: string[], route: string): void {
  log.warn({ event: 'unknown-route', route }, `Unknown API route: ${route}`)
  if (unknownRoutes.length < keptUnknownRoutes && !unknownRoutes.includes(route)) unknownRoutes.push(route)
}

/** Tells a refusal as `@sanity/client` reads it. What was not foreseen is logged, and told as a plain 500. */
function refuse({ log }: Lake, request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const { status, body } = toRefusal(error)
  const facts = { event: 'refused', method: request.method, url: request.url?.slice(0, 300), status }
  if (status >= 500) log.error({ ...facts, error: describe(error) }, describe(error))
  else log.info({ ...facts, reason: describe(error) })
  if (response.headersSent) {
    response.destroy()
    return
  }
  // The rest of a body that is too large is not read: the connection ends with the answer.
  if (!request.complete) response.setHeader('connection', 'close')
  sendJson(response, status, body)
}

function toRefusal(error: unknown): { status: number; body: JsonObject } {
  if (error instanceof LakeError) return { status: error.status, body: error.toBody() }
  const description = 'The Content Lake met a fault it did not expect. Its log says which.'
  return { status: 500, body: { error: { type: 'internalError', description } } }
}

function describe(error: unknown): string {
  if (error instanceof LakeError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** WebSockets: presence at `/v…/socket/:dataset`, event streams at `/v…/data/listen-socket/:dataset`. */
function upgrade(
  { lake, auth, presence, doors }: ServerParts,
  sockets: WebSocketServer,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const kind = /^\/v[^/]+\/(socket|data\/listen-socket)\/([^/]+)$/.exec(pathname)
  const { origin } = request.headers
  try {
    checkHost(request, doors)
    const isStranger = origin !== undefined && !isAllowedOrigin(origin, request, doors)
    if (!kind || kind[2] !== lake.dataset || isStranger)
      throw new LakeError(404, 'notFound', 'No such socket.')
  } catch {
    lake.log.warn({ event: 'refused', method: 'UPGRADE', url: pathname, origin })
    socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
    return
  }
  sockets.handleUpgrade(request, socket, head, connected => {
    if (kind[1] === 'socket') presence.join(connected)
    else
      serveStreams(
        connected,
        ({ url, authorization, lastEventId }, sink) => {
          const { searchParams } = new URL(url, 'http://localhost')
          const identity = auth.identify(authorization, lake.now())
          return lake.hub.connect(listenOptions({ query: searchParams, identity }, lastEventId ?? null), sink)
        },
        toRefusal,
      )
  })
}
