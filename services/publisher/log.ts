import pino, { type DestinationStream, type Logger } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

/**
 * Logs JSON lines to standard output or `destination`. Errors are reduced to their essentials: those of @sanity/client
 * contain the whole exchange, and with it the token.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  return pino({ level, base: { part: 'publisher' }, serializers: { err: describeError } }, destination)
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack } = error
  return {
    name,
    message,
    stack,
    ...('code' in error && { code: error.code }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  }
}
