import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { basename } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { isFromOwnOrigin } from '#services/shared/request-target.ts'
import { isSameSecret } from '#services/shared/same-secret.ts'
import { isProgram } from '../programs.ts'
import { hashSecret, sessionHours } from './auth.ts'

const cookieName = 'clinic_assets'

/** How long an exporter may take to fetch the originals, in hours. */
const exportHours = 12

type RequestHeaders = Pick<IncomingMessage, 'headers'>

/**
 * Opens the pictures and files of drafts to requests without a token. The Studio uses plain `<img>`: a signed-in browser
 * has cookies, whose value is derived from the session's token and ends with it. An export has keys in its addresses,
 * which this process made. Neither opens anything else.
 */
export class AssetKeys {
  readonly #database: DatabaseSync
  readonly #paths: readonly string[]
  readonly #attributes: string
  readonly #exportSecret = randomBytes(32)

  /** `place` is `<project>/<dataset>`; `isSecure` if browsers use https only. */
  constructor(database: DatabaseSync, place: string, isSecure: boolean) {
    this.#database = database
    this.#paths = [`/images/${place}`, `/files/${place}`]
    this.#attributes = `${isSecure ? 'Secure; ' : ''}HttpOnly; SameSite=Strict`
  }

  /** The `Set-Cookie` headers for a session; none for a token that is no session's. */
  cookiesFor(token: string): string[] {
    const key = createHash('sha256').update(`assets ${token}`).digest('base64url')
    const session = this.#database
      .prepare('SELECT asset_hash FROM sessions WHERE hash = ?')
      .get(hashSecret(token))
    if (!session) return []
    // Written only when it changes: a request should not fail while the disk takes no writes.
    if (session.asset_hash !== hashSecret(key))
      this.#database
        .prepare('UPDATE sessions SET asset_hash = ? WHERE hash = ?')
        .run(hashSecret(key), hashSecret(token))
    return this.#cookies(key, sessionHours * 3600)
  }

  /** The `Set-Cookie` headers that take the cookies away. */
  endedCookies(): string[] {
    return this.#cookies('', 0)
  }

  /** Whether a signed-in browser makes the request from a page of this server's own origin. */
  isSignedIn(request: RequestHeaders, now: Temporal.Instant): boolean {
    const pattern = new RegExp(`(?:^|; )${cookieName}=([\\w-]+)`)
    const [, key] = pattern.exec(request.headers.cookie ?? '') ?? []
    if (key === undefined || !isFromOwnPage(request)) return false
    return (
      this.#database
        .prepare(
          `SELECT 1 FROM sessions JOIN users ON users.id = user_id
           WHERE asset_hash = ? AND expires_at >= ? AND ended_at IS NULL`,
        )
        .get(hashSecret(key), now.epochMilliseconds) !== undefined
    )
  }

  /** The address of an original, with a key that opens it for some hours, while who exports has access: Sanity's exporter sends no token there. */
  toExportUrl(url: string, userId: string, now: Temporal.Instant): string {
    const address = new URL(url)
    const until = now.add({ hours: exportHours }).epochMilliseconds
    const signature = this.#sign(basename(address.pathname), userId, until)
    address.searchParams.set('key', `${until}.${signature}.${userId}`)
    return address.href
  }

  /** Whether `key`, as in an address of `toExportUrl`, opens the original of this name now. */
  isExportKey(key: string | null, name: string, now: Temporal.Instant): boolean {
    const [until, signature = '', ...id] = key?.split('.') ?? []
    if (!(Number(until) > now.epochMilliseconds)) return false
    const userId = id.join('.')
    return isSameSecret(signature, this.#sign(name, userId, Number(until))) && this.#hasAccess(userId)
  }

  #hasAccess(userId: string): boolean {
    const isActive = this.#database.prepare('SELECT 1 FROM users WHERE id = ? AND ended_at IS NULL')
    return isProgram(userId) || isActive.get(userId) !== undefined
  }

  #sign(name: string, userId: string, until: number): string {
    return createHmac('sha256', this.#exportSecret).update(`${name} ${until} ${userId}`).digest('base64url')
  }

  #cookies(value: string, maxAgeSeconds: number): string[] {
    return this.#paths.map(
      path => `${cookieName}=${value}; Path=${path}; Max-Age=${maxAgeSeconds}; ${this.#attributes}`,
    )
  }
}

/**
 * Browsers send cookies regardless of port. `Sec-Fetch-Site` tells ports apart, except over plain HTTP from another
 * machine: there the referrer does, since the Studio's policy sends it to its own origin only.
 */
function isFromOwnPage({ headers }: RequestHeaders): boolean {
  if (headers['sec-fetch-site'] !== undefined) return isFromOwnOrigin({ headers })
  return URL.canParse(headers.referer ?? '') && new URL(headers.referer ?? '').host === headers.host
}
