import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { LakeError } from '../errors.ts'

/** Bytes that may wait for one client, beyond the system's buffers; a client with more is disconnected. */
export const maxUnsentBytes = 8_000_000
/** Largest message from a browser, in bytes. */
export const maxMessageBytes = 64_000

const maxSockets = 500
/** Sockets that have sent no token yet; one more closes the oldest. */
const maxStrangers = 50
const strangerMs = 10_000

/** Messages allowed at once, and how many more each second: many times what a Studio sends. */
const messageBurst = 500
const messagesPerSecond = 50

/** WebSocket close codes. */
const policyViolation = 1008
const internalError = 1011

/** Counts sockets, and knows which of them have sent a token. */
export class SocketLimits {
  readonly #strangers = new Map<WebSocket, NodeJS.Timeout>()
  #count = 0

  /** Throws 503 if there are too many already. */
  requireRoom(): void {
    if (this.#count < maxSockets) return
    throw new LakeError(503, 'tooManySockets', 'Too many sockets are open. Try again in a while.')
  }

  /** Counts a socket, which must send a token within `strangerMs`. */
  admit(socket: WebSocket): void {
    const [oldest] = this.#strangers.keys()
    if (oldest && this.#strangers.size >= maxStrangers) {
      this.recognize(oldest)
      oldest.terminate()
    }
    this.#count += 1
    const timer = setTimeout(() => socket.close(policyViolation, 'No token was shown.'), strangerMs)
    timer.unref()
    this.#strangers.set(socket, timer)
    socket.once('close', () => {
      this.#count -= 1
      this.recognize(socket)
    })
  }

  /** To be called once a socket has sent a token, or is gone. */
  recognize(socket: WebSocket): void {
    clearTimeout(this.#strangers.get(socket))
    this.#strangers.delete(socket)
  }
}

/** Sends a message, or closes a socket that has too much unread. */
export function sendBounded(socket: WebSocket, message: string): void {
  if (socket.bufferedAmount > maxUnsentBytes) socket.terminate()
  else if (socket.readyState === socket.OPEN) socket.send(message)
}

/** Passes each message to `handle`; a flood of messages, or an error in `handle`, closes this socket only. */
export function receiveBounded(socket: WebSocket, log: Logger, handle: (message: string) => void): void {
  let allowance = messageBurst
  let countedAt = performance.now()
  socket.on('message', data => {
    const now = performance.now()
    allowance = Math.min(messageBurst, allowance + ((now - countedAt) / 1000) * messagesPerSecond) - 1
    countedAt = now
    if (allowance < 0) {
      socket.close(policyViolation, 'Too many messages.')
      return
    }
    try {
      handle(String(data))
    } catch (error) {
      log.error({ event: 'socket-fault', err: error }, 'A message on a socket could not be handled')
      socket.close(internalError)
    }
  })
  socket.on('error', () => socket.terminate())
}
