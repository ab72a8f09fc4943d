import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Clock } from '../clock.ts'
import type { CookiePolicy } from './cookie-policy.ts'

/** Somebody who may see drafts. */
export type Session = {
  /** SHA-256 of the cookie's value, so that reading this process's memory does not give access to a session. */
  readonly digest: Buffer
  readonly endsAt: Temporal.Instant
  /** The Studio that admitted them and may frame the preview; null for a link. */
  readonly studioOrigin: string | null
}

/** How long a session lasts: a working day. It is reused on entering again while half of it is left. */
const lastsHours = 12
const freshHours = 6

/** Sessions at once; a new one replaces the oldest. */
const mostSessions = 64

/** Cookies of our name that are checked: a browser may have one for each partition. */
const mostCookies = 4

export type Sessions = ReturnType<typeof createSessions>

/** The sessions, in memory: they end with the process. */
export function createSessions(options: { clock: Clock; cookie: CookiePolicy }) {
  const { clock, cookie } = options
  const kept = new Set<Session>()

  function isOver(session: Session): boolean {
    return Temporal.Instant.compare(session.endsAt, clock.now()) <= 0
  }

  return {
    /** Opens a session and returns the value of its `Set-Cookie` header. */
    open(studioOrigin: string | null): string {
      const key = randomBytes(32).toString('base64url')
      const endsAt = clock.now().add({ hours: lastsHours })
      kept.add({ digest: toDigest(key), endsAt, studioOrigin })
      for (const oldest of kept) {
        if (kept.size <= mostSessions) break
        kept.delete(oldest)
      }
      return `${cookie.name}=${key}; Max-Age=${lastsHours * 3600}; ${cookie.attributes}`
    },

    /** The valid session of a request; null if there is none. */
    find({ headers }: Pick<IncomingMessage, 'headers'>): Session | null {
      let found: Session | null = null
      for (const key of findCookies(cookie.name, headers.cookie ?? '')) {
        const shown = toDigest(key)
        // Compares all, each in constant time, against timing attacks.
        for (const session of kept) if (timingSafeEqual(session.digest, shown)) found = session
      }
      if (found === null || !isOver(found)) return found
      kept.delete(found)
      return null
    },

    /** Whether a session can be reused on entering again, perhaps from a Studio. */
    isFresh({ endsAt, studioOrigin }: Session, admittedBy: string | null): boolean {
      const soon = clock.now().add({ hours: freshHours })
      const isLong = Temporal.Instant.compare(endsAt, soon) > 0
      return isLong && (admittedBy === null || admittedBy === studioOrigin)
    },

    isOpen: (session: Session): boolean => kept.has(session) && !isOver(session),

    /** Ends a session and returns the `Set-Cookie` header that removes it. */
    close(session: Session | null): string {
      if (session) kept.delete(session)
      return `${cookie.name}=; Max-Age=0; ${cookie.attributes}`
    },
  }
}

function findCookies(name: string, header: string): string[] {
  return header
    .split(';')
    .map(pair => pair.trim())
    .filter(pair => pair.startsWith(`${name}=`))
    .slice(0, mostCookies)
    .map(pair => pair.slice(name.length + 1))
}

function toDigest(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
