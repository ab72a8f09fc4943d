import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { limitConnections } from '#services/shared/connection-limit.ts'
import { isSameSecret } from '#services/shared/same-secret.ts'
import type { Log } from '../log.ts'
import type { AnswerJson } from './answer-json.ts'
import { type Doors, plainHeaders, studioAccess } from './headers.ts'
import { isFromOwnMachine } from './own-machine.ts'
import { ownPaths } from './own-paths.ts'

export type Health = { status: number; body: unknown }

/** Connections at once: some 40 MB of memory. */
const maxConnections = 4000

/** How long a visitor may leave an answer unread, in milliseconds: longer than a phone is in a tunnel. */
const stalledMs = 60_000

/** What a client may take, in milliseconds, to send a request whole. */
const requestTimeoutMs = 10_000

/**
 * How long a connection stays open with nothing on it, in milliseconds: longer than proxies keep theirs to us, or one of
 * them would send a request into a connection that is just being closed, and answer its visitor with 502.
 */
const keptOpenMs = 75_000

/** How long requests may go on once the publisher stops. */
const finishMs = 3500

/** How often connections on which nothing goes on any more are looked for then, in milliseconds. */
const lookMs = 50

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * The one door: webhooks, health, and the site; metrics, for those who have the token; and commands, which must be
 * signed, and come from this machine as far as that can be told. Everybody else is told that there is nothing there.
 * Not listening yet.
 */
export function createDoorServer(options: {
  doors: Doors
  log: Log
  answerJson: AnswerJson
  takeWebhook: Answer
  takeCommand: Answer
  answerSite: Answer
  /** `document` is the id of one that the asker wants to know of; null for none. */
  health(document: string | null): Health
  /** In the text form of Prometheus. */
  metrics(): string
  /** Null: nobody may read metrics. */
  metricsToken: string | null
  onAnswer(status: number): void
}): Server {
  const { doors, log } = options

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    if (path === ownPaths.webhook) return await options.takeWebhook(request, response)
    if (path.startsWith('/commands/')) {
      const isCommand = path === ownPaths.publish || path === ownPaths.rollback
      if (!isCommand || !isFromOwnMachine(request)) return answerNothing(response)
      return await options.takeCommand(request, response)
    }
    if (path === ownPaths.metrics && !mayReadMetrics(request)) return answerNothing(response)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const headers = { allow: 'GET, HEAD', connection: 'close', 'content-length': 0 }
      response.writeHead(405, { ...plainHeaders(doors), ...headers }).end()
      return
    }
    if (path === ownPaths.health) return answerHealth(request, response)
    if (path === ownPaths.metrics) return answerMetrics(response)
    await options.answerSite(request, response)
  }

  function answerHealth(request: IncomingMessage, response: ServerResponse): void {
    const query = new URLSearchParams((request.url ?? '').split('?')[1])
    const { status, body } = options.health(query.get('document'))
    options.answerJson(response, status, body, {
      ...studioAccess(request.headers.origin, doors),
      'cross-origin-resource-policy': 'cross-origin',
    })
  }

  function mayReadMetrics({ headers }: IncomingMessage): boolean {
    const { metricsToken } = options
    return metricsToken !== null && isSameSecret(headers.authorization ?? '', `Bearer ${metricsToken}`)
  }

  function answerMetrics(response: ServerResponse): void {
    response.writeHead(200, {
      ...plainHeaders(doors),
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    })
    response.end(options.metrics())
  }

  function answerNothing(response: ServerResponse): void {
    // The body of what was sent here is not worth reading.
    const headers = { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }
    response.writeHead(404, { ...plainHeaders(doors), ...headers }).end('There is nothing here.\n')
  }

  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
    connectionsCheckingInterval: 2000,
    keepAliveTimeout: keptOpenMs,
  })
  limitConnections(server, {
    most: maxConnections,
    stalledMs,
    onError: error => log.error({ err: error }, 'A connection could not be accepted'),
  })
  server.on('request', (request, response) => {
    response.once('close', () => options.onAnswer(response.statusCode))
    route(request, response).catch((error: unknown) => {
      // A client that went away is its own affair.
      if (response.destroyed || request.errored) return
      log.error({ err: error, url: request.url }, 'A request could not be answered')
      if (response.headersSent) {
        response.destroy()
        return
      }
      response.writeHead(500, { ...plainHeaders(doors), 'content-type': 'text/plain; charset=utf-8' })
      response.end('Something went wrong on our side. Please try again.\n')
    })
  })
  return server
}

/** Listens, and tells on which port: with 0, any free one. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

/** Takes no more requests, lets those under way finish, and ends those that do not within a few seconds. */
export function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    const force = setTimeout(() => server.closeAllConnections(), finishMs)
    // A connection that is kept alive is idle once its request is answered, and would be waited for.
    const look = setInterval(() => server.closeIdleConnections(), lookMs)
    server.close(() => {
      clearTimeout(force)
      clearInterval(look)
      resolve()
    })
    server.closeIdleConnections()
  })
}
