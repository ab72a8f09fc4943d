import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

/** A connection or a name look-up that would have left this machine. It never took place. */
export class ForbiddenConnectionError extends Error {
  override readonly name = 'ForbiddenConnectionError'
  readonly code = 'ERR_FORBIDDEN_CONNECTION'
  readonly host: string

  constructor(host: string) {
    super(
      `A test tried to reach “${host}”, which is not on this machine. ` +
        'Start the server in the test, on port 0, and give its address to the code under test.',
    )
    this.host = host
  }
}

export interface NetworkGuard extends Disposable {
  /** Throws if anything tried to leave since the last call, even where the code under test swallowed the error. */
  failOnAttempts(): void
}

const addressLookups = ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'reverse'] as const

/**
 * Lets sockets of this process reach loopback and nothing else, until it is disposed of. `fetch`, node:http, node:tls
 * and WebSocket clients all stand on `net.Socket`. Processes that a test starts are not covered.
 */
export function guardNetwork(): NetworkGuard {
  const attempts: ForbiddenConnectionError[] = []
  const restore: (() => void)[] = []

  function forbid(host: string): ForbiddenConnectionError {
    const error = new ForbiddenConnectionError(host)
    attempts.push(error)
    return error
  }

  const { connect } = net.Socket.prototype
  restore.push(
    replace(net.Socket.prototype, 'connect', function (this: net.Socket, ...args: unknown[]) {
      const host = targetHost(args)
      if (isLoopback(host)) return Reflect.apply(connect, this, args)
      const error = forbid(host)
      process.nextTick(() => this.destroy(error))
      return this
    }),
  )

  for (const name of addressLookups) {
    const lookup = dns[name]
    restore.push(
      replace(dns, name, (...args: unknown[]) => {
        const host = String(args[0])
        if (isLoopback(host)) return Reflect.apply(lookup, dns, args)
        const error = forbid(host)
        const callback = args.at(-1)
        if (typeof callback === 'function') process.nextTick(() => callback(error))
      }),
    )
    const lookupLater = dns.promises[name]
    restore.push(
      replace(dns.promises, name, (...args: unknown[]) => {
        const host = String(args[0])
        if (isLoopback(host)) return Reflect.apply(lookupLater, dns.promises, args)
        return Promise.reject(forbid(host))
      }),
    )
  }
  syncBuiltinESMExports()

  return {
    failOnAttempts() {
      const [first] = attempts.splice(0)
      if (first) throw first
    },
    [Symbol.dispose]() {
      for (const undo of restore) undo()
      syncBuiltinESMExports()
    },
  }
}

/** The host that the arguments of `socket.connect` name; Node itself passes them wrapped in one array. */
function targetHost(args: unknown[]): string {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args
  if (typeof first === 'object' && first !== null) {
    if ('path' in first && typeof first.path === 'string') return 'localhost'
    return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost'
  }
  return typeof second === 'string' ? second : 'localhost'
}

function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  return (
    name === '' ||
    name === '::' ||
    name === '::1' ||
    name === '0.0.0.0' ||
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    (net.isIPv4(name) && name.startsWith('127.')) ||
    name.startsWith('::ffff:127.')
  )
}

function replace(target: object, name: string, value: unknown): () => void {
  const original = Object.getOwnPropertyDescriptor(target, name)
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: true })
  return () => {
    if (original) Object.defineProperty(target, name, original)
    else Reflect.deleteProperty(target, name)
  }
}
