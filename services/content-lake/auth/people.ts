import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { LakeError } from '../errors.ts'
import { inTransaction, integer, integerOrNull, type Row, text } from '../store/database.ts'
import { programs, type Role, sessionHours, toRole } from './auth.ts'

/** A person or program as the Studio shows it. */
export interface User {
  id: string
  name: string
  role: Role
}

/** An account with its sessions and sign-in links. Times are ISO 8601 in UTC. */
export interface Person extends User {
  /** When its access was ended; null while it can be used. Its name stays on its changes. */
  endedAt: string | null
  /** When it was last used or signed in to, to the hour; null if that is no longer known. */
  lastSeenAt: string | null
  /** Where it is signed in, and when it was last used there, to the hour. */
  sessions: { browser: string; lastUsedAt: string }[]
  /** Sign-in links that still work. */
  links: { expiresAt: string }[]
}

/** A person's name, as it is shown beside changes and printed to terminals. */
export const personName = z
  .string('Give a name.')
  .trim()
  .min(1, 'Give a name.')
  .max(80, 'Shorten the name to at most 80 characters.')
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u, 'Write the name on one line.')

/** The account that signing in with this machine's key and no name leads to. */
export const operatorId = 'operator'

/**
 * The accounts of those who sign in to the Studio here. An account is identified by a random id: names may occur
 * twice and give no rights. Accounts are never deleted, since changes carry their ids.
 */
export class People {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** Finds any author of changes, including programs and people whose access was ended. */
  find(id: string): Pick<User, 'id' | 'name'> | null {
    const program = Object.values(programs).find(({ userId }) => userId === id)
    if (program) return { id, name: program.name }
    const row = this.#database.prepare('SELECT name FROM users WHERE id = ?').get(id)
    return row ? { id, name: text(row, 'name') } : null
  }

  /** Every account, those whose access was ended included, by name. */
  list(now: Temporal.Instant): Person[] {
    const sessionsOf = this.#database.prepare(
      'SELECT browser, expires_at FROM sessions WHERE user_id = ? AND expires_at >= ? ORDER BY expires_at DESC',
    )
    const linksOf = this.#database.prepare(
      'SELECT expires_at FROM sign_ins WHERE user_id = ? AND expires_at >= ? AND used_at IS NULL ORDER BY expires_at',
    )
    const sessionMs = sessionHours * 3_600_000
    return this.#database
      .prepare(
        `SELECT id, name, role, ended_at, (
           SELECT max(seen_at) FROM (
             SELECT expires_at - ${sessionMs} AS seen_at FROM sessions WHERE user_id = users.id
             UNION ALL SELECT used_at FROM sign_ins WHERE user_id = users.id
           )
         ) AS seen_at FROM users ORDER BY lower(name), id`,
      )
      .all()
      .map(row => {
        const [endedAt, seenAt] = [integerOrNull(row, 'ended_at'), integerOrNull(row, 'seen_at')]
        const { id } = toUser(row)
        // Sessions and links of an ended account are kept only to explain why they no longer work.
        const [sessions, links] =
          endedAt === null
            ? [sessionsOf.all(id, now.epochMilliseconds), linksOf.all(id, now.epochMilliseconds)]
            : [[], []]
        return {
          ...toUser(row),
          endedAt: endedAt === null ? null : toTime(endedAt),
          lastSeenAt: seenAt === null ? null : toTime(seenAt),
          sessions: sessions.map(session => ({
            browser: text(session, 'browser') || 'a browser',
            lastUsedAt: toTime(integer(session, 'expires_at') - sessionMs),
          })),
          links: links.map(link => ({ expiresAt: toTime(integer(link, 'expires_at')) })),
        }
      })
  }

  /** Those who can sign in. */
  members(): User[] {
    return this.#database.prepare('SELECT id, name, role FROM users WHERE ended_at IS NULL').all().map(toUser)
  }

  /** Creates an account, even if another one has the same name. */
  invite(name: string, role: Role): User {
    const user = { id: `staff-${randomBytes(6).toString('hex')}`, name, role }
    this.#database
      .prepare('INSERT INTO users (id, name, role) VALUES (?, ?, ?)')
      .run(user.id, user.name, user.role)
    return user
  }

  /**
   * The account that this machine's key signs in to: the administrator with exactly this name, else a new one; without a
   * name, the operator. It never changes an account's role.
   */
  forKeyHolder(name: string | null): User {
    if (name === null) return this.#operator()
    const known = this.members().find(user => user.name === name && user.role === 'administrator')
    return known ?? this.invite(name, 'administrator')
  }

  /**
   * Gives an account another name or role, from its next request on. `anyway` allows it for the last administrator.
   * @throws LakeError 404 and 409, as `getActive` does; 409 for the operator and the last administrator.
   */
  change(id: string, { name, role }: { name?: string; role?: Role }, anyway: boolean): User {
    const user = this.getActive(id)
    if (id === operatorId) {
      throw conflict(
        'The operator is the person with the key of this machine, and stays an administrator of this name.',
      )
    }
    const changed = { ...user, name: name ?? user.name, role: role ?? user.role }
    if (changed.role !== 'administrator') this.#requireAnother(user, anyway)
    this.#database
      .prepare('UPDATE users SET name = ?, role = ? WHERE id = ?')
      .run(changed.name, changed.role, id)
    return changed
  }

  /**
   * Ends an account's access: its sessions and links stop working, and are kept only to explain why. Only the operator's
   * account can be signed in to again, with the key. `anyway` allows it for the last administrator.
   * @throws LakeError 404 and 409, as `getActive` does; 409 for the last administrator.
   */
  end(id: string, anyway: boolean, now: Temporal.Instant): User {
    const user = this.getActive(id)
    if (id === operatorId) {
      inTransaction(this.#database, () => {
        this.#database.prepare('DELETE FROM sessions WHERE user_id = ?').run(id)
        this.#database.prepare('DELETE FROM sign_ins WHERE user_id = ?').run(id)
      })
      return user
    }
    this.#requireAnother(user, anyway)
    this.#database.prepare('UPDATE users SET ended_at = ? WHERE id = ?').run(now.epochMilliseconds, id)
    return user
  }

  /** @throws LakeError 404 where there is no such account, 409 where its access was ended. */
  getActive(id: string): User {
    const row = this.#database.prepare('SELECT id, name, role, ended_at FROM users WHERE id = ?').get(id)
    if (!row) {
      throw new LakeError(404, 'notFound', `There is no account “${id}”. “npm run people” lists them.`)
    }
    const user = toUser(row)
    if (integerOrNull(row, 'ended_at') === null) return user
    throw conflict(`The access of ${user.name} (${id}) was ended. Invite them again: they get a new account.`)
  }

  #operator(): User {
    const operator: User = { id: operatorId, name: 'Operator', role: 'administrator' }
    this.#database
      .prepare('INSERT INTO users (id, name, role) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
      .run(operator.id, operator.name, operator.role)
    return operator
  }

  #requireAnother(user: User, anyway: boolean): void {
    const others = this.members().filter(({ id }) => id !== user.id && id !== operatorId)
    if (anyway || user.role !== 'administrator' || others.some(({ role }) => role === 'administrator')) return
    throw conflict(
      `${user.name} is the last administrator. Make somebody else one first, or add “--anyway”: ` +
        'who has the key of this machine (SANITY_API_WRITE_TOKEN) can still sign in as an administrator.',
    )
  }
}

function toUser(row: Row): User {
  return { id: text(row, 'id'), name: text(row, 'name'), role: toRole(text(row, 'role')) }
}

function toTime(epochMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toString()
}

function conflict(reason: string): LakeError {
  return new LakeError(409, 'conflict', reason)
}
