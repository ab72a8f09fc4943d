import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { integer, text } from './database.ts'
import { LakeError, SessionError } from './errors.ts'

/** Who makes a request. An `administrator` may do all, a `viewer` reads everything, drafts included; no token reads what is published. */
export interface Identity {
  userId: string
  name: string
  role: 'administrator' | 'viewer' | 'anonymous'
}

/** A person or program as the Studio shows it. */
export interface User {
  id: string
  name: string
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
const sessionHours = 24 * 30

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

  /** Makes a one-time sign-in id for the Studio's address (`#sid=…`), for a person of this name. */
  createSignIn(name: string | undefined, now: Temporal.Instant): string {
    const user = this.#saveUser(name)
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
    const token = authorization?.replace(/^Bearer\s+/i, '') ?? ''
    this.#database.prepare('DELETE FROM sessions WHERE hash = ?').run(hashOf(token))
  }

  findUser(id: string): User | null {
    const known = [writer, reader, anonymous].find(identity => identity.userId === id)
    if (known) return { id, name: known.name }
    const row = this.#database.prepare('SELECT name FROM users WHERE id = ?').get(id)
    return row ? { id, name: text(row, 'name') } : null
  }

  /** Everybody the project page lists. */
  users(): User[] {
    return this.#database
      .prepare('SELECT id, name FROM users ORDER BY name')
      .all()
      .map(row => ({ id: text(row, 'id'), name: text(row, 'name') }))
  }

  #identifySession(token: string, now: Temporal.Instant): Identity {
    const hash = hashOf(token)
    const row = this.#database
      .prepare(
        'SELECT user_id, name, expires_at FROM sessions JOIN users ON users.id = user_id WHERE hash = ?',
      )
      .get(hash)
    if (!row || integer(row, 'expires_at') < now.epochMilliseconds) throw new SessionError()
    this.#extendSession(hash, integer(row, 'expires_at'), now)
    return { userId: text(row, 'user_id'), name: text(row, 'name'), role: 'administrator' }
  }

  /** Once a day at most: a request should not cost a write. */
  #extendSession(hash: string, expiresAt: number, now: Temporal.Instant): void {
    const fresh = now.add({ hours: sessionHours }).epochMilliseconds
    if (fresh - expiresAt < 24 * 3_600_000) return
    this.#database.prepare('UPDATE sessions SET expires_at = ? WHERE hash = ?').run(fresh, hash)
  }

  #saveUser(given: string | undefined): User {
    const name = given?.trim().slice(0, 80) || defaultStaffName
    const id = `staff-${createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 12)}`
    this.#database
      .prepare('INSERT INTO users (id, name) VALUES (?, ?) ON CONFLICT (id) DO NOTHING')
      .run(id, name)
    return { id, name }
  }
}

/** Throws 401 without a token, 403 with one that may not write. */
export function requireWriter(identity: Identity): void {
  requireToken(identity)
  if (identity.role !== 'administrator') {
    throw new LakeError(
      403,
      'insufficientPermissionsError',
      'This token may read, not write. Use SANITY_API_WRITE_TOKEN, or sign in to the Studio.',
    )
  }
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

function hashOf(secretValue: string): string {
  return createHash('sha256').update(secretValue).digest('hex')
}

function secret(kind: 'sid' | 'session'): string {
  return `${kind}-${randomBytes(32).toString('base64url')}`
}
