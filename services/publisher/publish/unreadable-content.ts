/** The content cannot be read at all, for reasons that lie outside it. */
export class UnreadableContentError extends Error {
  override readonly name = 'UnreadableContentError'
  readonly code = 'ERR_UNREADABLE_CONTENT'
  /** The same for staff and for everybody: no address, and nothing of what was answered there. */
  readonly forStaff: string

  constructor(message: string, forStaff: string, cause: Error) {
    super(message, { cause })
    this.forStaff = forStaff
  }
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
      `The site may not read the content: its key is refused. ${lastRelease} Ask the person who runs the site to set another key.`,
      error,
    )
  }
  if (status === 404) {
    return new UnreadableContentError(
      `The Content Lake at ${host} knows no such project or dataset (${error.message}). Correct SANITY_STUDIO_PROJECT_ID and SANITY_STUDIO_DATASET, then start again.`,
      `The site looks for the content in the wrong place. ${lastRelease} Ask the person who runs the site to correct its settings.`,
      error,
    )
  }
  if (status !== null && status >= 500) {
    return new UnreadableContentError(
      `The Content Lake at ${host} is out of order (${status}: ${error.message}). The publisher tries again by itself.`,
      unreadableForStaff,
      error,
    )
  }
  if (isConnectionFault(error)) {
    return new UnreadableContentError(
      `The Content Lake at ${host} does not answer (${describeFault(error)}). See whether it runs, and whether this machine reaches it; the publisher tries again by itself.`,
      unreadableForStaff,
      error,
    )
  }
  return error
}

const lastRelease = 'It keeps showing the last release, and nothing is lost.'

/** What staff read while the content cannot be read. */
export const unreadableForStaff = `The site cannot read the content at present. ${lastRelease} It tries again by itself.`

/** Whether an error is one of the network: of a socket, or one that `fetch` rejects with when there is no answer. */
function isConnectionFault(error: Error): boolean {
  if (error.name === 'TimeoutError') return true
  if (error instanceof TypeError && error.cause instanceof Error) return true
  return listCauses(error).some(
    each => 'code' in each && typeof each.code === 'string' && connectionFaults.has(each.code),
  )
}

/** “fetch failed: connect ECONNREFUSED 127.0.0.1:3333” */
function describeFault(error: Error): string {
  return listCauses(error)
    .map(({ message }) => message)
    .join(': ')
}

/** The error and its causes. */
function listCauses(error: Error): Error[] {
  return [error, ...(error.cause instanceof Error ? listCauses(error.cause) : [])]
}
