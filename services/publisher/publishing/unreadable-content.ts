/** The content cannot be read at all, for reasons that lie outside it. */
export class UnreadableContentError extends Error {
  override readonly name = 'UnreadableContentError'
  readonly code = 'ERR_UNREADABLE_CONTENT'
}

const connectionFaults = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
])

/** Says in words what keeps `host` from being read, and what to do; any other error comes back as it is. */
export function explainReading(error: unknown, host: string): unknown {
  if (!(error instanceof Error)) return error
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : null
  if (status === 401 || status === 403) {
    return new UnreadableContentError(
      `The Content Lake at ${host} refuses the token (${error.message}). Set SANITY_API_READ_TOKEN to one that may read the dataset, then start again.`,
      { cause: error },
    )
  }
  if (status === 404) {
    return new UnreadableContentError(
      `The Content Lake at ${host} knows no such project or dataset (${error.message}). Correct SANITY_STUDIO_PROJECT_ID and SANITY_STUDIO_DATASET, then start again.`,
      { cause: error },
    )
  }
  if (status !== null && status >= 500) {
    return new UnreadableContentError(
      `The Content Lake at ${host} is out of order (${status}: ${error.message}). The publisher tries again by itself.`,
      { cause: error },
    )
  }
  if (codesOf(error).some(code => connectionFaults.has(code))) {
    return new UnreadableContentError(
      `The Content Lake at ${host} does not answer (${error.message}). See whether it runs, and whether this machine reaches it; the publisher tries again by itself.`,
      { cause: error },
    )
  }
  return error
}

/** The error's code and those of its causes. */
function codesOf(error: Error): string[] {
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  return [...own, ...(error.cause instanceof Error ? codesOf(error.cause) : [])]
}
