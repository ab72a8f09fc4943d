import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

export type ConnectionLimit = {
  /** Connections at once. */
  most: number
  /** How long a response may wait for its reader to take anything of it, in milliseconds. */
  stalledMs: number
  /** Called with what keeps a connection from being accepted, such as too few file descriptors. */
  onError(error: Error): void
}

/**
 * Bounds the connections of `server`. One more than `most` closes the connection that has kept the server waiting for
 * longest: one that has not sent a whole request yet, or is between two. Where there is none, the one whose response
 * has been under way for longest is closed. A client that sends its request at once is therefore always answered.
 *
 * `maxConnections` of Node does the contrary: it closes the newcomer, so that idle connections shut everybody out.
 */
export function limitConnections(server: Server, { most, stalledMs, onError }: ConnectionLimit) {
  // Both begin with the one that has been in it for longest.
  const waiting = new Set<Duplex>()
  const answering = new Map<Duplex, number>()

  function makeRoom(): void {
    if (waiting.size + answering.size < most) return
    const [oldest = firstOf(answering.keys())] = waiting
    if (!oldest) return
    forget(oldest)
    oldest.destroy()
  }

  function forget(socket: Duplex): void {
    waiting.delete(socket)
    answering.delete(socket)
  }

  function begin(socket: Duplex): void {
    if (socket.destroyed) return
    waiting.delete(socket)
    answering.set(socket, (answering.get(socket) ?? 0) + 1)
  }

  function end(socket: Duplex): void {
    const left = (answering.get(socket) ?? 0) - 1
    if (left > 0) return void answering.set(socket, left)
    answering.delete(socket)
    if (left === 0 && !socket.destroyed) waiting.add(socket)
  }

  server.on('connection', socket => {
    makeRoom()
    waiting.add(socket)
    socket.once('close', () => forget(socket))
  })
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request
    let isBegun = false
    const whole = () => {
      if (response.closed) return
      isBegun = true
      begin(socket)
    }
    if (hasBody(request)) request.once('end', whole)
    else whole()
    response.once('close', () => isBegun && end(socket))
  })
  server.setTimeout(stalledMs, socket => {
    // A stream of events that has nothing to say is no stalled one.
    if (answering.has(socket) && socket.writableLength === 0) return
    socket.destroy()
  })
  server.once('listening', () => server.on('error', onError))

  return {
    /** Counts a socket that was upgraded among those whose response is under way. */
    upgraded: begin,
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function firstOf<Value>(values: Iterable<Value>): Value | undefined {
  for (const value of values) return value
  return undefined
}
