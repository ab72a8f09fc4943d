import type { RequestListener, Server, ServerOptions } from 'node:http'

/**
 * Node's own HTTP server. To import `node:http` is to read all that it exports, and so to load Node's WebSocket and fetch:
 * 50 ms of the processor in each process and thread, and most use neither.
 */
const { createServer: createNodeServer, STATUS_CODES } = process.getBuiltinModule('node:http')

export { STATUS_CODES }

/**
 * How long an idle connection stays open, in milliseconds: as clients are told, and how much longer. A client sends into a
 * connection that is just being closed if it is too busy to keep the time, or does not read it, as proxies: nginx keeps
 * connections for 60 s, Caddy for 120.
 */
const keptOpen = { keepAliveTimeout: 75_000, keepAliveTimeoutBuffer: 60_000 }

export function createServer(options: ServerOptions = {}, listener?: RequestListener): Server {
  return createNodeServer({ ...keptOpen, ...options }, listener)
}
