import pino, { type DestinationStream, type Logger } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

/**
 * One JSON line a fact, on standard output unless another place is given. Errors are cut down to what a reader needs: those of @sanity/client carry
 * the whole exchange, and with it the token.
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
