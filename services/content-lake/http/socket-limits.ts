import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { LakeError } from '../errors.ts'

/** Bytes that may wait for one reader, beyond what the system takes. Whoever has more unread is cut off. */
export const maxUnsentBytes = 8_000_000
/** Largest message of a browser, in bytes. */
export const maxMessageBytes = 64_000

const maxSockets = 500
/** Sockets that have shown no token yet; the oldest gives way to the next. */
const maxStrangers = 50
const strangerMs = 10_000

/** Messages that may come at once, and how many more each second: many times what a Studio sends. */
const messageBurst = 500
const messagesPerSecond = 50

/** WebSocket close codes. */
const policyViolation = 1008
const internalError = 1011

/** How many sockets there are, and which of them have shown a token. */
export class SocketLimits {
  readonly #strangers = new Map<WebSocket, NodeJS.Timeout>()
  #count = 0

  /** Throws 503 where there are too many already. */
  requireRoom(): void {
    if (this.#count < maxSockets) return
    throw new LakeError(503, 'tooManySockets', 'Too many sockets are open. Try again in a while.')
  }

  /** Counts a socket, which has until `strangerMs` to show a token. */
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

  /** Takes note that a socket has shown a token, or is gone. */
  recognize(socket: WebSocket): void {
    clearTimeout(this.#strangers.get(socket))
    this.#strangers.delete(socket)
  }
}

/** Sends a message, or cuts off a socket that has not taken those before. */
export function sendBounded(socket: WebSocket, message: string): void {
  if (socket.bufferedAmount > maxUnsentBytes) socket.terminate()
  else if (socket.readyState === socket.OPEN) socket.send(message)
}

/** Hands each message to `take`; a flood of them, or a fault in `take`, ends this socket and nothing else. */
export function receiveBounded(socket: WebSocket, log: Logger, take: (message: string) => void): void {
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
      take(String(data))
    } catch (error) {
      log.error({ event: 'socket-fault', err: error }, 'A message on a socket could not be taken')
      socket.close(internalError)
    }
  })
  socket.on('error', () => socket.terminate())
}
