import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { limitConnections } from '#services/shared/connection-limit.ts'
import { createServer } from '#services/shared/http-server.ts'
import { isSameSecret } from '#services/shared/same-secret.ts'
import type { SiteOrigins } from '#src/hosts/headers.ts'
import { english } from '#words/english.ts'
import type { Log } from '../log.ts'
import { ownPaths } from '../own-paths.ts'
import { plainHeaders, studioAccess } from './headers.ts'
import type { SendJson } from './send-json.ts'

export type Health = { status: number; body: { status: string } }

/** Connections at once: some 40 MB of memory. */
const maxConnections = 4000

/**
 * Questions to publishing at once. It answers none while it works out a release, on a thread of its own: without an end, a
 * flood of them would fill the memory meanwhile.
 */
const mostQuestions = 100

/** How long a visitor may leave a response unread, in milliseconds: longer than a phone is in a tunnel. */
const stalledMs = 60_000

/** How long a client may take to send a request, in milliseconds. */
const requestTimeoutMs = 10_000

/** How long requests may continue once the publisher stops, in milliseconds. */
const finishMs = 3500

/** How often idle connections are closed then, in milliseconds. */
const lookMs = 50

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * The public server: webhooks, health and the site; and metrics with a token, without which the response is 404. Not
 * listening yet.
 */
export function createPublicServer(options: {
  origins: SiteOrigins
  log: Log
  sendJson: SendJson
  handleWebhook: Answer
  handleSite: Answer
  /** `document` is the id of a document to report on; null for none. */
  health(document: string | null): Health | Promise<Health>
  /** In Prometheus' text format. */
  metrics(): Promise<string>
  /** Null: nobody may read metrics. */
  metricsToken: string | null
  onResponse(status: number): void
}): Server {
  const { origins, log } = options

  let questions = 0

  /** Asks publishing, and answers 503 itself if too many wait for it already. */
  async function ask<Value>(
    response: ServerResponse,
    question: () => Value | Promise<Value>,
  ): Promise<Value | undefined> {
    if (questions >= mostQuestions) {
      const message = 'Too many ask at once. Ask again in a moment.'
      options.sendJson(response, 503, { message }, { 'retry-after': '5', connection: 'close' })
      return undefined
    }
    questions += 1
    try {
      return await question()
    } finally {
      questions -= 1
    }
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    if (path === ownPaths.webhook) return await options.handleWebhook(request, response)
    if (path === ownPaths.metrics && !mayReadMetrics(request)) return sendNotFound(response)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const headers = { allow: 'GET, HEAD', connection: 'close', 'content-length': 0 }
      response.writeHead(405, { ...plainHeaders(origins), ...headers }).end()
      return
    }
    if (path === ownPaths.health) return await sendHealth(request, response)
    if (path === ownPaths.metrics) return await sendMetrics(response)
    await options.handleSite(request, response)
  }

  async function sendHealth(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const query = new URLSearchParams((request.url ?? '').split('?')[1])
    const health = await ask(response, () => options.health(query.get('document')))
    if (!health) return
    const { status, body } = health
    // For monitors that look at nothing but the status code.
    const isLacking = query.get('require') === 'ok' && body.status !== 'ok'
    options.sendJson(response, isLacking ? 503 : status, body, {
      ...studioAccess(request.headers.origin, origins),
      'cross-origin-resource-policy': 'cross-origin',
    })
  }

  function mayReadMetrics({ headers }: IncomingMessage): boolean {
    const { metricsToken } = options
    return metricsToken !== null && isSameSecret(headers.authorization ?? '', `Bearer ${metricsToken}`)
  }

  async function sendMetrics(response: ServerResponse): Promise<void> {
    const metrics = await ask(response, options.metrics)
    if (metrics === undefined) return
    response.writeHead(200, {
      ...plainHeaders(origins),
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    })
    response.end(metrics)
  }

  function sendNotFound(response: ServerResponse): void {
    // Closes, so that the body is not read.
    const headers = { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }
    response.writeHead(404, { ...plainHeaders(origins), ...headers }).end(`${english.server.nothingHere}\n`)
  }

  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
    connectionsCheckingInterval: 2000,
  })
  limitConnections(server, {
    most: maxConnections,
    stalledMs,
    onError: error => log.error({ err: error }, 'A connection could not be accepted'),
  })
  server.on('request', (request, response) => {
    response.once('close', () => options.onResponse(response.statusCode))
    route(request, response).catch((error: unknown) => {
      // The client has gone.
      if (response.destroyed || request.errored) return
      log.error({ err: error, url: request.url }, 'A request could not be answered')
      if (response.headersSent) {
        response.destroy()
        return
      }
      response.writeHead(500, { ...plainHeaders(origins), 'content-type': 'text/plain; charset=utf-8' })
      response.end(`${english.server.wentWrong}\n`)
    })
  })
  return server
}

/**
 * Listens and resolves with the port; 0 takes any free one. `socket` is the descriptor of a port that is open already.
 * @throws Error where that is another port than the one that links and settings name.
 */
export async function listen(
  server: Server,
  { port, host, socket = null }: { port: number; host: string; socket?: number | null },
): Promise<number> {
  server.listen(socket === null ? { port, host } : { fd: socket })
  await once(server, 'listening')
  const address = server.address()
  const open = typeof address === 'object' && address !== null ? address.port : port
  if (socket !== null && open !== port) {
    server.close()
    throw new Error(
      `The socket that was passed on is open at port ${open}, and SITE_PORT is ${port}. Set SITE_PORT to ${open}, or correct ListenStream in clinic-site.socket.`,
    )
  }
  return open
}

/** Accepts no more requests, lets open ones finish, and ends those that do not within `finishMs`. */
export function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    const force = setTimeout(() => server.closeAllConnections(), finishMs)
    // A keep-alive connection becomes idle after its response and would delay closing.
    const look = setInterval(() => server.closeIdleConnections(), lookMs)
    server.close(() => {
      clearTimeout(force)
      clearInterval(look)
      resolve()
    })
    server.closeIdleConnections()
  })
}
