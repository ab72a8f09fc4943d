import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

export type ConnectionLimit = {
  /** Connections at once. */
  most: number
  /** How long a response may stall because its client reads nothing, in milliseconds. */
  stalledMs: number
  /** How long an honest client may need to send its request, in milliseconds; 2 s by default. */
  patienceMs?: number
  /** Called if a connection cannot be accepted, for instance for lack of file descriptors. */
  onError(error: Error): void
}

/**
 * Requests of one connection that may be unanswered at once. Browsers and proxies send the next one after the answer; who
 * does not wait would otherwise fill the memory while an answer takes its time.
 */
const mostUnanswered = 20

/**
 * Bounds the connections of `server`. One more than `most` closes the connection that has been waiting longest: with an
 * incomplete request, or between two. If none has waited longer than `patienceMs`, the one with the oldest response is
 * closed instead. So a client that sends its request at once is always answered.
 *
 * Node's `maxConnections` closes the new connection instead, so that idle connections shut everybody out.
 */
export function limitConnections(server: Server, options: ConnectionLimit) {
  const { most, stalledMs, patienceMs = 2000, onError } = options
  // Both in order of age, with the time of entry.
  const waiting = new Map<Duplex, number>()
  const answering = new Map<Duplex, { responses: number; since: number }>()

  let isTrimming = false

  /** After reading what has arrived: on a busy machine, a request may be here but unread. */
  function trimSoon(): void {
    if (isTrimming || waiting.size + answering.size <= most) return
    isTrimming = true
    setImmediate(() => {
      isTrimming = false
      while (waiting.size + answering.size > most) closeOne()
    })
  }

  function closeOne(): void {
    const [[idle, idleSince = Number.POSITIVE_INFINITY] = []] = waiting
    const [[busy, { since: busySince } = { since: Number.POSITIVE_INFINITY }] = []] = answering
    const isIdleForLong = performance.now() - idleSince >= patienceMs
    const socket = isIdleForLong || idleSince < busySince ? idle : busy
    if (!socket) return
    forget(socket)
    socket.destroy()
  }

  function forget(socket: Duplex): void {
    waiting.delete(socket)
    answering.delete(socket)
  }

  function begin(socket: Duplex): void {
    if (socket.destroyed) return
    waiting.delete(socket)
    const known = answering.get(socket)
    if (known && known.responses >= mostUnanswered) socket.destroy()
    else if (known) known.responses += 1
    else answering.set(socket, { responses: 1, since: performance.now() })
  }

  function end(socket: Duplex): void {
    const known = answering.get(socket)
    if (!known) return
    known.responses -= 1
    if (known.responses > 0) return
    answering.delete(socket)
    if (!socket.destroyed) waiting.set(socket, performance.now())
  }

  server.on('connection', socket => {
    waiting.set(socket, performance.now())
    socket.once('close', () => forget(socket))
    trimSoon()
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
    // An event stream without events is not stalled.
    if (answering.has(socket) && socket.writableLength === 0) return
    socket.destroy()
  })
  server.once('listening', () => server.on('error', onError))

  return {
    /** Counts an upgraded socket like an open response. */
    upgraded: begin,
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
