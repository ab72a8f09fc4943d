import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Log } from '../log.ts'
import { commonHeaders, type Doors, studioAccess } from './headers.ts'

export type Health = { status: number; body: unknown }

/** Connections at once: beyond it the system's own queue makes visitors wait, rather than memory grow. */
const maxConnections = 4000

/** What a client may take, in milliseconds, to send a request whole. */
const requestTimeoutMs = 10_000

/** How long requests may go on once the publisher stops. */
const finishMs = 3000

/** The one door: webhooks, health, and the site. Not listening yet. */
export function createDoorServer(options: {
  doors: Doors
  log: Log
  takeWebhook(request: IncomingMessage, response: ServerResponse): Promise<void>
  answerSite(request: IncomingMessage, response: ServerResponse): Promise<void>
  health(): Health
}): Server {
  const { doors, log } = options

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0]
    if (path === '/hooks/sanity') return await options.takeWebhook(request, response)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { ...commonHeaders(doors), allow: 'GET, HEAD', connection: 'close' }).end()
      return
    }
    if (path === '/healthz') return answerHealth(request, response)
    await options.answerSite(request, response)
  }

  function answerHealth(request: IncomingMessage, response: ServerResponse): void {
    const { status, body } = options.health()
    response.writeHead(status, {
      ...commonHeaders(doors),
      ...studioAccess(request.headers.origin, doors),
      'cross-origin-resource-policy': 'cross-origin',
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    })
    response.end(request.method === 'HEAD' ? undefined : `${JSON.stringify(body)}\n`)
  }

  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
    connectionsCheckingInterval: 2000,
  })
  server.maxConnections = maxConnections
  server.on('request', (request, response) => {
    route(request, response).catch((error: unknown) => {
      // A client that went away is its own affair.
      if (response.destroyed || request.errored) return
      log.error({ err: error, url: request.url }, 'A request could not be answered')
      if (response.headersSent) {
        response.destroy()
        return
      }
      response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
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
    server.close(() => {
      clearTimeout(force)
      resolve()
    })
    server.closeIdleConnections()
  })
}
