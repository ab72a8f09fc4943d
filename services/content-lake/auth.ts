import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { integer, text } from './database.ts'
import { LakeError, SessionError } from './errors.ts'

/**
 * The roles that staff can have, named as Sanity names its own: an administrator may do all, an editor writes and
 * publishes, a contributor writes drafts, a viewer reads everything, drafts included.
 */
export const roles = ['administrator', 'editor', 'contributor', 'viewer'] as const
export type Role = (typeof roles)[number]

/** Who makes a request. Without a token, what is published can be read. */
export interface Identity {
  userId: string
  name: string
  role: Role | 'anonymous'
}

/** A person or program as the Studio shows it. */
export interface User {
  id: string
  name: string
  role: Role
}

export interface Secrets {
  writeToken: string
  readToken: string
}

const anonymous: Identity = { userId: 'anonymous', name: 'Anonymous', role: 'anonymous' }
const writer: Identity = { userId: 'robot-write', name: 'Clinic programs', role: 'administrator' }
const reader: Identity = { userId: 'robot-read', name: 'Site', role: 'viewer' }
const defaultStaffName = 'Clinic staff'

/** A sign-in link works once, within a day. */
const signInHours = 24
/** A Studio that is used at least once a month stays signed in. */
export const sessionHours = 24 * 30

/** Knows tokens. Those handed out here are kept as hashes: whoever reads the file cannot sign in with what it holds. */
export class Auth {
  readonly #database: DatabaseSync
  readonly #secrets: Secrets

  constructor(database: DatabaseSync, secrets: Secrets) {
    this.#database = database
    this.#secrets = secrets
  }

  /** Who a request is from, by its `Authorization` header. Throws `SessionError` where the token is not known. */
  identify(authorization: string | undefined, now: Temporal.Instant): Identity {
    if (!authorization) return anonymous
    const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1]
    if (!token) throw new SessionError()
    if (isSame(token, this.#secrets.writeToken)) return writer
    if (isSame(token, this.#secrets.readToken)) return reader
    return this.#identifySession(token, now)
  }

  /** Whether this is the key that lets somebody sign in to the Studio by hand. */
  isSignInKey(key: string): boolean {
    return isSame(key, this.#secrets.writeToken)
  }

  /** Makes a one-time sign-in id for the Studio's address (`#sid=…`), for a person of this name, who from then on has the role. */
  createSignIn(name: string | undefined, role: Role, now: Temporal.Instant): string {
    const user = this.#saveUser(name, role)
    this.#database.prepare('DELETE FROM sign_ins WHERE expires_at < ?').run(now.epochMilliseconds)
    const sid = secret('sid')
    this.#database
      .prepare('INSERT INTO sign_ins (hash, user_id, expires_at) VALUES (?, ?, ?)')
      .run(hashOf(sid), user.id, now.add({ hours: signInHours }).epochMilliseconds)
    return sid
  }

  /** Exchanges a sign-in id for a session token; the id is then used up. Throws 401 where it is unknown, used or late. */
  redeemSignIn(sid: string, now: Temporal.Instant): string {
    const row = this.#database
      .prepare('DELETE FROM sign_ins WHERE hash = ? RETURNING user_id, expires_at')
      .get(hashOf(sid))
    if (!row || integer(row, 'expires_at') < now.epochMilliseconds) {
      throw new LakeError(
        401,
        'unauthorized',
        'This sign-in link was used before or is too old. Sign in with the key, or take a new link from “npm start”.',
      )
    }
    const token = secret('session')
    this.#database
      .prepare('INSERT INTO sessions (hash, user_id, expires_at) VALUES (?, ?, ?)')
      .run(hashOf(token), text(row, 'user_id'), now.add({ hours: sessionHours }).epochMilliseconds)
    return token
  }

  /** Ends the session of the request's own token. Tokens from the environment cannot be signed out. */
  signOut(authorization: string | undefined): void {
    this.#database.prepare('DELETE FROM sessions WHERE hash = ?').run(hashOf(tokenOf(authorization)))
  }

  findUser(id: string): User | null {
    const known = [writer, reader, anonymous].find(identity => identity.userId === id)
    if (known) return { id, name: known.name, role: toRole(known.role) }
    const row = this.#database.prepare('SELECT name, role FROM users WHERE id = ?').get(id)
    return row ? { id, name: text(row, 'name'), role: toRole(text(row, 'role')) } : null
  }

  /** Everybody the project page lists. */
  users(): User[] {
    return this.#database
      .prepare('SELECT id, name, role FROM users ORDER BY name')
      .all()
      .map(row => ({ id: text(row, 'id'), name: text(row, 'name'), role: toRole(text(row, 'role')) }))
  }

  #identifySession(token: string, now: Temporal.Instant): Identity {
    const hash = hashOf(token)
    const row = this.#database
      .prepare(
        'SELECT user_id, name, role, expires_at FROM sessions JOIN users ON users.id = user_id WHERE hash = ?',
      )
      .get(hash)
    if (!row || integer(row, 'expires_at') < now.epochMilliseconds) throw new SessionError()
    this.#extendSession(hash, integer(row, 'expires_at'), now)
    return { userId: text(row, 'user_id'), name: text(row, 'name'), role: toRole(text(row, 'role')) }
  }

  /** Once a day at most: a request should not cost a write. */
  #extendSession(hash: string, expiresAt: number, now: Temporal.Instant): void {
    const fresh = now.add({ hours: sessionHours }).epochMilliseconds
    if (fresh - expiresAt < 24 * 3_600_000) return
    this.#database.prepare('UPDATE sessions SET expires_at = ? WHERE hash = ?').run(fresh, hash)
  }

  #saveUser(given: string | undefined, role: Role): User {
    const name = given?.trim().slice(0, 80) || defaultStaffName
    const id = `staff-${createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 12)}`
    this.#database
      .prepare(
        'INSERT INTO users (id, name, role) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET role = excluded.role',
      )
      .run(id, name, role)
    return { id, name, role }
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

/** Throws 401 without a token, 403 with one that may not decide who signs in and who is told of changes. */
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

/** Compares in a time that does not tell how much of the secret was right. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(expected)))
}

/** What is stored is trusted as little as what is sent: an unknown role may read. */
function toRole(stored: string): Role {
  return roles.find(role => role === stored) ?? 'viewer'
}

/** The token in an `Authorization` header; empty without one. */
export function tokenOf(authorization: string | undefined): string {
  return authorization?.replace(/^Bearer\s+/i, '') ?? ''
}

/** What is kept of a secret. */
export function hashOf(secretValue: string): string {
  return createHash('sha256').update(secretValue).digest('hex')
}

function secret(kind: 'sid' | 'session'): string {
  return `${kind}-${randomBytes(32).toString('base64url')}`
}
