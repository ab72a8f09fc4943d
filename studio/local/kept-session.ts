import type { ClientFetch, FetchInit } from '../connection/patient-fetch.ts'

/** Why the Content Lake refused a session or a link; services/content-lake/auth/sign-in-reason.ts lists the reasons. */
interface Refusal {
  reason: string
  at: number | null
}

/** How the Studio leaves for another page of its own origin, or loads itself again. */
interface Leaving {
  toSignIn(why: Refusal | null): void
  reload(): void
}

/**
 * Keeps what is typed when a session ends under an open form. Sanity would take the whole Studio away for its sign-in
 * screen, and with it what is not saved. Here requests of a session that is over wait, and go on in the name of the next
 * one, once the same person has signed in again in another tab: Sanity hears of that from the tab, and looks up who it is.
 */
export class KeptSession {
  readonly #leaving: Leaving
  readonly #listeners = new Set<() => void>()
  /** Tokens of sessions that are over, though Sanity still sends them. */
  readonly #over = new Set<string>()
  #current: string | null = null
  #userId: string | null = null
  #refusal: Refusal | null = null
  #again = Promise.withResolvers<void>()
  #isOver = false

  constructor(leaving: Leaving) {
    this.#leaving = leaving
  }

  /** Whether the session is over and requests wait for another. */
  readonly isOver = (): boolean => this.#isOver

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A fetch that waits where a session is over, and leads to the page for signing in where Sanity would show its own. */
  keep(plainFetch: ClientFetch): ClientFetch {
    const keptFetch: ClientFetch = async (input, init = {}) => {
      const path = new URL(input).pathname.replace(/^\/v[^/]+\//, '')
      // Sanity asks for these as it shows its sign-in screen, and only then.
      if (path === 'auth/providers') return this.#leave(this.#refusal)
      if (path === 'auth/logout') this.#refusal = signedOut
      const sent = this.#inCurrentName(init)
      const response = await plainFetch(input, sent)
      const isLookUp = path === 'users/me' && response.ok
      if (!isLookUp && response.status !== 401) return response
      const text = await response.text()
      const { status, statusText, headers } = response
      const unread = new Response(text, { status, statusText, headers })
      if (isLookUp) return this.#recognize(text, init) ? forever : unread
      const refusal = readRefusal(text)
      if (!refusal) return unread
      // What else is refused as somebody signs out is no news, and is left with the page.
      const isLeaving = this.#refusal === signedOut
      if (!isLeaving) this.#refusal = refusal
      if (path === 'users/me' || path.startsWith('auth/')) return unread
      if (isLeaving) return forever
      if (refusal.reason === 'access-ended') return this.#leave(refusal)
      await this.#untilSignedIn(sent)
      return keptFetch(input, init)
    }
    return keptFetch
  }

  /** Takes note of who a token is. Whether that ends the wait: Sanity then is not told, and keeps the client that it has. */
  #recognize(text: string, init: FetchInit): boolean {
    const { id } = parseObject(text)
    if (typeof id !== 'string') return false
    this.#refusal = null
    if (!this.#isOver) {
      this.#userId = id
      return false
    }
    if (id === this.#userId) {
      this.#current = tokenIn(init)
      this.#setOver(false)
    } else this.#leaving.reload()
    return true
  }

  /** The value of an `Authorization` header, with the token of the current session in the place of one that is over. */
  readonly renew = (authorization: string): string => {
    const token = readToken(authorization)
    return this.#current !== null && token !== null && this.#over.has(token)
      ? `Bearer ${this.#current}`
      : authorization
  }

  #inCurrentName(init: FetchInit): FetchInit {
    const headers = new Headers(init.headers)
    const given = headers.get('authorization')
    const renewed = given && this.renew(given)
    if (!renewed || renewed === given) return init
    headers.set('authorization', renewed)
    return { ...init, headers: Object.fromEntries(headers) }
  }

  async #untilSignedIn({ headers, signal }: FetchInit): Promise<void> {
    const token = tokenIn({ headers })
    if (token !== null) this.#over.add(token)
    // Refused while the next session began: it is stored already.
    if (this.#current !== null && token !== this.#current) return
    this.#setOver(true)
    const aborted = Promise.withResolvers<never>()
    const abort = () => aborted.reject(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    signal?.throwIfAborted()
    await Promise.race([this.#again.promise, aborted.promise])
    signal?.removeEventListener('abort', abort)
  }

  #setOver(isOver: boolean): void {
    if (isOver === this.#isOver) return
    this.#isOver = isOver
    if (isOver) this.#again = Promise.withResolvers()
    else this.#again.resolve()
    for (const listener of this.#listeners) listener()
  }

  #leave(why: Refusal | null): Promise<Response> {
    this.#leaving.toSignIn(why)
    return forever
  }
}

/** The page for those who are not signed in. @param page The address to come back to. */
export function signInAddress(
  page: Pick<URL, 'origin' | 'pathname' | 'search'>,
  why: Refusal | null,
): string {
  const params = new URLSearchParams({ origin: `${page.origin}${page.pathname}${page.search}` })
  if (why) params.set('why', why.reason)
  if (why?.at) params.set('at', String(why.at))
  return `/auth/login?${params}`
}

const signedOut: Refusal = { reason: 'signed-out', at: null }

/** What never comes keeps Sanity as it is, while the browser goes elsewhere or the tab goes on as it was. */
const forever = new Promise<never>(() => undefined)

function tokenIn({ headers }: Pick<FetchInit, 'headers'>): string | null {
  return readToken(new Headers(headers).get('authorization') ?? '')
}

function readToken(authorization: string): string | null {
  return /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null
}

/** Why the Content Lake knows a session or a link no more; null where a refusal says nothing of the kind. */
function readRefusal(text: string): Refusal | null {
  const body = parseObject(text)
  const { reason, at } = Object(body.signIn ?? Object(body.error).signIn)
  return typeof reason === 'string' ? { reason, at: typeof at === 'number' ? at : null } : null
}

/** An empty object for what is none: a proxy may answer in words of its own. */
function parseObject(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}
