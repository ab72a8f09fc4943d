/** How long any question may take, in milliseconds. */
export const withinMs = 10_000

/** The answer to a question, or why there is none. */
export type Learnt<Value> =
  | { known: true; value: Value }
  /** `status` is that of an HTTP response, if one came. */
  | { known: false; why: string; status: number | null }

/** Asks, and keeps the reason where no answer comes: a check says what it means. */
export async function learn<Value>(question: () => Promise<Value>): Promise<Learnt<Value>> {
  try {
    return { known: true, value: await question() }
  } catch (error) {
    return { known: false, why: describe(error), status: findStatus(error) }
  }
}

/** Fetches, for ten seconds at most; a status that is no success is an answer, too. */
export async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  return await fetch(url, { redirect: 'manual', ...init, signal: AbortSignal.timeout(withinMs) })
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer within ${withinMs / 1000} s`
  // The message of `fetch` itself is “fetch failed”.
  const { message } = error instanceof TypeError && error.cause instanceof Error ? error.cause : error
  return message.trim().split('\n', 1)[0] ?? ''
}

function findStatus(error: unknown): number | null {
  const status: unknown = error instanceof Error && 'statusCode' in error ? error.statusCode : null
  return typeof status === 'number' ? status : null
}
