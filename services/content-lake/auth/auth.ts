import { createHash, randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { isSameSecret } from '#services/shared/same-secret.ts'
import { LakeError, SessionError } from '../errors.ts'
import { programIds } from '../programs.ts'
import { integer, integerOrNull, text } from '../store/database.ts'
import type { SignInReason } from './sign-in-reason.ts'

/**
 * The roles that staff can have, named as Sanity names its own: an administrator may do all, an editor writes and
 * publishes, a contributor writes drafts, a viewer reads everything, drafts included.
 */
export const roles = ['administrator', 'editor', 'contributor', 'viewer'] as const
export type Role = (typeof roles)[number]

/** Who makes a request. Without a token, nothing of a document can be read. */
export interface Identity {
  userId: string
  name: string
  role: Role | 'anonymous'
  /** The signed-in session of a person; programs, which bring a key, have none. */
  session?: string
}

export interface Secrets {
  writeToken: string
  readToken: string
}

/** The clinic's programs, which authenticate with a key, and requests without a key. */
export const programs = {
  anonymous: { userId: 'anonymous', name: 'Anonymous', role: 'anonymous' },
  writer: { userId: programIds.writer, name: 'Clinic programs', role: 'administrator' },
  reader: { userId: programIds.reader, name: 'Site', role: 'viewer' },
} as const satisfies Record<string, Identity>

/** A sign-in link works once, within a day. */
const linkHours = 24
/** How long the reason is remembered why a link or session is no longer valid. */
const rememberedHours = 24 * 30
/** A Studio that is used at least once a month stays signed in. */
export const sessionHours = 24 * 30

/** Why a sign-in link is refused. */
const refusals = {
  'link-used': 'This sign-in link was used before; each works once.',
  'link-late': 'This sign-in link is older than a day.',
  'link-unknown': 'This sign-in link is not complete, or was never made here.',
  'access-ended': 'The access that this sign-in link gave was ended.',
} as const

/** Checks tokens. Tokens issued here are stored as hashes, so the database file does not let its reader sign in. */
export class Auth {
  readonly #database: DatabaseSync
  readonly #secrets: Secrets

  constructor(database: DatabaseSync, secrets: Secrets) {
    this.#database = database
    this.#secrets = secrets
  }

  /** Identifies a request by its `Authorization` header. Throws `SessionError` for an unknown token. */
  identify(authorization: string | undefined, now: Temporal.Instant): Identity {
    if (!authorization) return programs.anonymous
    const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1]
    if (!token) throw new SessionError()
    if (isSameSecret(token, this.#secrets.writeToken)) return programs.writer
    if (isSameSecret(token, this.#secrets.readToken)) return programs.reader
    const found = this.#findSession(hashSecret(token), now)
    if (!found) throw new SessionError(this.#whyOver(hashSecret(token)))
    this.#extendSession(hashSecret(token), found.expiresAt, now)
    return found.identity
  }

  /** Whether a connection that this identity opened would get the same rights now. */
  isCurrent({ session, role }: Identity, now: Temporal.Instant): boolean {
    return session === undefined || this.#findSession(session, now)?.identity.role === role
  }

  /** Whether this is the key that lets somebody sign in to the Studio by hand. */
  isSignInKey(key: string): boolean {
    return isSameSecret(key, this.#secrets.writeToken)
  }

  /**
   * Makes a one-time sign-in id for the Studio's address (`#sid=…`) that signs in to this account; with the time, ISO 8601
   * in UTC, until which it works.
   */
  createLink(userId: string, now: Temporal.Instant): { sid: string; expiresAt: string } {
    const forgottenBefore = now.subtract({ hours: rememberedHours }).epochMilliseconds
    for (const table of ['sign_ins', 'sessions'] as const)
      this.#database.prepare(`DELETE FROM ${table} WHERE expires_at < ?`).run(forgottenBefore)
    const sid = secret('sid')
    const expiresAt = now.add({ hours: linkHours })
    this.#database
      .prepare('INSERT INTO sign_ins (hash, user_id, expires_at) VALUES (?, ?, ?)')
      .run(hashSecret(sid), userId, expiresAt.epochMilliseconds)
    return { sid, expiresAt: expiresAt.toString() }
  }

  /** Exchanges a sign-in id for a session token; the id is then used up. Throws 401 that says why where it is no good. */
  redeemLink(sid: string, browser: string, now: Temporal.Instant): string {
    const at = now.epochMilliseconds
    const used = this.#database
      .prepare(
        `UPDATE sign_ins SET used_at = ? WHERE hash = ? AND used_at IS NULL AND expires_at >= ?
         AND user_id IN (SELECT id FROM users WHERE ended_at IS NULL) RETURNING user_id`,
      )
      .get(at, hashSecret(sid), at)
    if (!used) throw this.#refusedLink(sid)
    const token = secret('session')
    this.#database
      .prepare('INSERT INTO sessions (hash, user_id, expires_at, browser) VALUES (?, ?, ?, ?)')
      .run(
        hashSecret(token),
        text(used, 'user_id'),
        now.add({ hours: sessionHours }).epochMilliseconds,
        browser,
      )
    return token
  }

  /** Ends the session of the request's own token. Tokens from the environment cannot be signed out. */
  signOut(authorization: string | undefined): void {
    this.#database.prepare('DELETE FROM sessions WHERE hash = ?').run(hashSecret(parseToken(authorization)))
  }

  #findSession(session: string, now: Temporal.Instant): { identity: Identity; expiresAt: number } | null {
    const row = this.#database
      .prepare(
        `SELECT user_id, name, role, expires_at FROM sessions JOIN users ON users.id = user_id
         WHERE hash = ? AND expires_at >= ? AND ended_at IS NULL`,
      )
      .get(session, now.epochMilliseconds)
    if (!row) return null
    const role = toRole(text(row, 'role'))
    return {
      identity: { userId: text(row, 'user_id'), name: text(row, 'name'), role, session },
      expiresAt: integer(row, 'expires_at'),
    }
  }

  /**
   * At most once an hour: a request should not cost a write, nor fail while the disk takes none. The expiry thereby tells
   * when a session was last used.
   */
  #extendSession(session: string, expiresAt: number, now: Temporal.Instant): void {
    const fresh = now.add({ hours: sessionHours }).epochMilliseconds
    if (fresh - expiresAt < 3_600_000) return
    try {
      this.#database.prepare('UPDATE sessions SET expires_at = ? WHERE hash = ?').run(fresh, session)
    } catch {
      // The next request tries again; writing a document reports a full disk.
    }
  }

  #refusedLink(sid: string): LakeError {
    const why = this.#whyRefused(sid)
    const advice = 'Ask an administrator for a new one, or sign in with the key.'
    return new LakeError(401, 'unauthorized', `${refusals[why.reason]} ${advice}`, { signIn: { ...why } })
  }

  #whyRefused(sid: string): SignInReason & { reason: keyof typeof refusals } {
    const row = this.#database
      .prepare(
        'SELECT used_at, expires_at, ended_at FROM sign_ins JOIN users ON users.id = user_id WHERE hash = ?',
      )
      .get(hashSecret(sid))
    if (!row) return { reason: 'link-unknown', at: null }
    const [endedAt, usedAt] = [integerOrNull(row, 'ended_at'), integerOrNull(row, 'used_at')]
    if (endedAt !== null) return { reason: 'access-ended', at: endedAt }
    return usedAt === null
      ? { reason: 'link-late', at: integer(row, 'expires_at') }
      : { reason: 'link-used', at: usedAt }
  }

  /** Why a session that is not current is over. A session that was signed out is not kept. */
  #whyOver(session: string): SignInReason {
    const row = this.#database
      .prepare('SELECT expires_at, ended_at FROM sessions JOIN users ON users.id = user_id WHERE hash = ?')
      .get(session)
    if (!row) return { reason: 'session-unknown', at: null }
    const endedAt = integerOrNull(row, 'ended_at')
    return endedAt === null
      ? { reason: 'session-late', at: integer(row, 'expires_at') }
      : { reason: 'access-ended', at: endedAt }
  }
}

/** Throws 401 without a token, 403 with one that may not write. */
export function requireWriter(identity: Identity): void {
  requireToken(identity)
  if (identity.role !== 'viewer') return
  throw forbidden(
    'This token may read, not write. Use SANITY_API_WRITE_TOKEN, or sign in to the Studio as somebody who may write.',
  )
}

/** Throws 401 without a token, 403 with one that may not manage accounts and webhooks. */
export function requireAdministrator(identity: Identity): void {
  requireToken(identity)
  if (identity.role === 'administrator') return
  throw forbidden('Only an administrator may do this. Use SANITY_API_WRITE_TOKEN, or ask an administrator.')
}

/** Throws 403 where the role may not change one of these documents: a contributor writes drafts, and publishes nothing. */
export function requireRightTo(identity: Identity, changedIds: readonly string[]): void {
  if (identity.role !== 'contributor') return
  const published = changedIds.find(id => !id.startsWith('drafts.'))
  if (published === undefined) return
  throw forbidden(
    `A contributor writes drafts and may not change “${published}”. Ask an editor to publish it.`,
  )
}

function forbidden(reason: string): LakeError {
  return new LakeError(403, 'insufficientPermissionsError', reason)
}

/** Throws 401 without a token. */
export function requireToken(identity: Identity): void {
  if (identity.role !== 'anonymous') return
  throw new LakeError(
    401,
    'unauthorized',
    'This needs a token: send “Authorization: Bearer …”, or sign in to the Studio.',
  )
}

/** A stored role is checked like a sent one: an unknown role may read. */
export function toRole(stored: string): Role {
  return roles.find(role => role === stored) ?? 'viewer'
}

/** The token in an `Authorization` header; empty without one. */
export function parseToken(authorization: string | undefined): string {
  return authorization?.replace(/^Bearer\s+/i, '') ?? ''
}

/** What is kept of a secret. */
export function hashSecret(secretValue: string): string {
  return createHash('sha256').update(secretValue).digest('hex')
}

function secret(kind: 'sid' | 'session'): string {
  return `${kind}-${randomBytes(32).toString('base64url')}`
}
