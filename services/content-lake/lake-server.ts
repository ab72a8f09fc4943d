import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { limitConnections } from '#services/shared/connection-limit.ts'
import { createServer, STATUS_CODES } from '#services/shared/http-server.ts'
import type { StudioHandler } from '#services/shared/studio-handler.ts'
import { type Auth, requireAdministrator, requireToken, requireWriter } from './auth/auth.ts'
import { serveSignIn } from './auth/sign-in-page.ts'
import type { JsonObject } from './documents/json.ts'
import { LakeError } from './errors.ts'
import {
  type AllowedOrigins,
  allowOrigin,
  answerPreflight,
  checkHost,
  checkOrigin,
  crossSiteRefusal,
  insistOnHttps,
  isAllowedOrigin,
  parseTarget,
} from './http/allowed-origins.ts'
import { sendBlocks, sendJson } from './http/body.ts'
import { findRoute, type Route } from './http/route.ts'
import { maxMessageBytes, SocketLimits } from './http/socket-limits.ts'
import type { Lake } from './lake.ts'
import type { Presence } from './live/presence.ts'
import { serveStreams } from './live/sockets.ts'
import { listenOptions } from './routes/listen.ts'

export interface ServerOptions {
  lake: Lake
  auth: Auth
  presence: Presence
  studio: StudioHandler
  allowed: AllowedOrigins
  /** Under `/v…/`. */
  apiRoutes: Route[]
  /** At the root: assets, which have no version. */
  plainRoutes: Route[]
}

/** Connections at once, and how long an answer may be left unread, in milliseconds. */
const maxConnections = 1000
const stalledMs = 60_000

/** How many unknown API routes are listed; an end-to-end test of the Studio fails if there is one. */
const keptUnknownRoutes = 50
/** How long a refused upgrade may stay open, in milliseconds. */
const refusedForMs = 2000

/** The HTTP server: routes requests and answers refusals. `close` ends open requests. */
export function createLakeServer(options: ServerOptions): { server: Server; close(): Promise<void> } {
  const unknownRoutes: string[] = []
  const server = createServer({ requestTimeout: 300_000, headersTimeout: 20_000 }, (request, response) => {
    handle(options, unknownRoutes, request, response).catch(error =>
      refuse(options.lake, request, response, error),
    )
  })
  const { upgraded } = limitConnections(server, {
    most: maxConnections,
    stalledMs,
    // For instance out of file descriptors: existing connections go on.
    onError: error => options.lake.log.error({ event: 'server-fault', err: error }, error.message),
  })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes })
  sockets.on('headers', (_, { socket }) => upgraded(socket))
  const limits = new SocketLimits()
  server.on('upgrade', (request, socket, head) => {
    // A reset connection is harmless, but without a listener its error would end the process.
    socket.on('error', () => socket.destroy())
    try {
      const join = upgrade(options, limits, request)
      sockets.handleUpgrade(request, socket, head, join)
    } catch (error) {
      refuseUpgrade(options.lake, request, socket, error)
    }
  })
  const close = async () => {
    // The HTTP server does not close upgraded sockets, which would keep it from closing.
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
  options: ServerOptions,
  unknownRoutes: string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { lake, allowed } = options
  checkHost(request, allowed)
  insistOnHttps(request, response, allowed)
  if (isForeignProbe(request, allowed)) {
    sendJson(response, 200, { result: { allowed: false, withCredentials: false } })
    return
  }
  const from = checkOrigin(request, allowed)
  const target = parseTarget(request)
  const api = /^\/(v[^/]+)\/(.*)$/.exec(target.pathname)
  if (api && from === 'visit') throw crossSiteRefusal()
  allowOrigin(request, response)
  const isPlain = /^\/(images|files)\//.test(target.pathname)
  if (!api && !isPlain) {
    if (target.pathname === '/healthz')
      sendJson(response, 200, { status: 'ok', documents: lake.store.index.size, unknownRoutes })
    else if (target.pathname === '/auth/login')
      await serveSignIn(request, response, { target, lake, allowed, home: options.studio.basePath })
    else if (request.method === 'GET' || request.method === 'HEAD')
      await options.studio.serve(request, response, target)
    else throw new LakeError(405, 'methodNotAllowed', `${request.method} is not possible here.`)
    return
  }
  if (request.method === 'OPTIONS') {
    answerPreflight(request, response)
    return
  }
  response.setHeader('x-content-type-options', 'nosniff')
  const [, apiVersion = 'v1', path = target.pathname.slice(1)] = api ?? []
  await callRoute(options, unknownRoutes, request, response, {
    target,
    apiVersion,
    path,
    isApi: api !== null,
  })
}

/** How the Studio, and `npm run doctor`, learn that an origin may not use the API: everything else is refused. */
function isForeignProbe(request: IncomingMessage, allowed: AllowedOrigins): boolean {
  const { origin } = request.headers
  const isProbe = request.method === 'GET' && /^\/v[^/?]+\/check\/cors(?:\?|$)/.test(request.url ?? '')
  return isProbe && origin !== undefined && !isAllowedOrigin(origin, request, allowed)
}

async function callRoute(
  { lake, auth, apiRoutes, plainRoutes }: ServerOptions,
  unknownRoutes: string[],
  request: IncomingMessage,
  response: ServerResponse,
  { target, apiVersion, path, isApi }: { target: URL; apiVersion: string; path: string; isApi: boolean },
): Promise<void> {
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET')
  const found = findRoute(isApi ? apiRoutes : plainRoutes, method, path)
  if (!found) {
    if (isApi) recordUnknown(lake, unknownRoutes, `${method} ${path}`)
    throw new LakeError(404, 'notFound', `The local Content Lake has nothing at ${method} /${path}.`)
  }
  requireProject(request, lake)
  const now = lake.now()
  const identity = auth.identify(request.headers.authorization, now)
  lake.connections.watch(response, identity, () => response.destroy())
  response.once('close', () => lake.connections.forget(response))
  if (found.route.access === 'token') requireToken(identity)
  if (found.route.access === 'writer') requireWriter(identity)
  if (found.route.access === 'administrator') requireAdministrator(identity)
  const answer = await found.route.handle({
    request,
    response,
    params: found.params,
    query: target.searchParams,
    apiVersion,
    identity,
    now,
  })
  if (!answer) return
  endWithUnreadBody(request, response)
  if ('blocks' in answer) sendBlocks(response, answer.status, answer.blocks)
  else sendJson(response, answer.status, answer.body)
}

/** Throws 404, as Sanity does, where a client whose address does not name the project asks for another one. */
function requireProject({ headers }: IncomingMessage, { projectId }: Lake): void {
  const given = headers['x-sanity-project-id']
  if (given === undefined || given === projectId) return
  throw new LakeError(404, 'projectNotFound', `There is no project “${given}” here, but “${projectId}”.`)
}

function recordUnknown({ log }: Lake, unknownRoutes: string[], route: string): void {
  log.warn({ event: 'unknown-route', route }, `Unknown API route: ${route}`)
  if (unknownRoutes.length < keptUnknownRoutes && !unknownRoutes.includes(route)) unknownRoutes.push(route)
}

/**
 * Answers with a refusal in the form that `@sanity/client` reads. Unexpected errors are logged and answered with a plain
 * 500, unless the client has gone.
 */
function refuse({ log }: Lake, request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.destroyed) return
  const { status, body } = toRefusal(error)
  const facts = { event: 'refused', method: request.method, path: toLoggedPath(request), status }
  if (!(error instanceof LakeError)) log.error({ ...facts, err: error }, describe(error))
  else if (status >= 500) log.warn({ ...facts, err: error }, error.message)
  else log.info({ ...facts, reason: error.message })
  if (response.headersSent) {
    response.destroy()
    return
  }
  endWithUnreadBody(request, response)
  sendJson(response, status, body)
}

/** For the log, without the query: it may hold a sign-in id. */
function toLoggedPath({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0]?.slice(0, 300) ?? ''
}

/** An unread rest of the body is dropped: the connection closes after the response. */
function endWithUnreadBody(request: IncomingMessage, response: ServerResponse): void {
  if (!request.complete && !response.headersSent) response.setHeader('connection', 'close')
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

/**
 * WebSockets: presence at `/v…/socket/:dataset`, event streams at `/v…/data/listen-socket/:dataset`. Returns the handler
 * of the opened socket. Throws if it is refused.
 */
function upgrade(
  { lake, auth, presence, allowed }: ServerOptions,
  limits: SocketLimits,
  request: IncomingMessage,
): (socket: WebSocket) => void {
  checkHost(request, allowed)
  checkOrigin(request, allowed)
  const { pathname } = parseTarget(request)
  const [, kind, dataset] = /^\/v[^/]+\/(socket|data\/listen-socket)\/([^/]+)$/.exec(pathname) ?? []
  if (!kind || dataset !== lake.dataset) throw new LakeError(404, 'notFound', 'No such socket.')
  limits.requireRoom()
  return socket => {
    limits.admit(socket)
    if (kind === 'socket') {
      presence.join(socket, () => limits.recognize(socket))
      return
    }
    serveStreams(socket, {
      log: lake.log,
      toRefusal,
      open: ({ url, authorization, lastEventId }, sink, end) => {
        const identity = auth.identify(authorization, lake.now())
        requireToken(identity)
        limits.recognize(socket)
        const query = URL.parse(url, 'http://localhost')?.searchParams
        if (!query) throw new LakeError(400, 'badTarget', 'The address of this stream cannot be read.')
        const options = listenOptions({ query, identity }, lastEventId ?? null)
        const stream = {}
        let hasEnded = false
        const disconnect = lake.hub.connect(options, sink, () => {
          hasEnded = true
          lake.connections.forget(stream)
          end()
        })
        if (!hasEnded) lake.connections.watch(stream, identity, () => socket.terminate())
        return () => {
          lake.connections.forget(stream)
          disconnect()
        }
      },
    })
  }
}

/** Closes a connection whose upgrade was refused, even if the client does not. */
function refuseUpgrade({ log }: Lake, request: IncomingMessage, socket: Duplex, error: unknown): void {
  const { status } = toRefusal(error)
  const facts = { event: 'refused', method: 'UPGRADE', path: toLoggedPath(request), status }
  const level = error instanceof LakeError ? 'warn' : 'error'
  log[level]({ ...facts, origin: request.headers.origin }, describe(error))
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`
  socket.end(head, () => socket.destroy())
  const timer = setTimeout(() => socket.destroy(), refusedForMs)
  socket.once('close', () => clearTimeout(timer))
}
