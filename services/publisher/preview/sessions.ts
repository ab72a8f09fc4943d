import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Clock } from '../clock.ts'
import type { CookiePolicy } from './cookie-policy.ts'

/** Somebody who may see drafts. */
export type Session = {
  /** SHA-256 of what the cookie holds: who reads this process's memory cannot take a session over by it. */
  readonly digest: Buffer
  readonly endsAt: Temporal.Instant
  /** The Studio that let them in, which may frame what they see; null for a link. */
  readonly studioOrigin: string | null
}

/** How long a session lasts: a working day. One with half of it left does for whoever comes in again. */
const lastsHours = 12
const freshHours = 6

/** Sessions at once; the oldest makes room for one more. */
const mostSessions = 64

/** Cookies of our name that are looked at: a browser may hold one for each of its partitions. */
const mostCookies = 4

export type Sessions = ReturnType<typeof createSessions>

/** The sessions of one run: they end with it. */
export function createSessions(options: { clock: Clock; cookie: CookiePolicy }) {
  const { clock, cookie } = options
  const kept = new Set<Session>()

  function isOver(session: Session): boolean {
    return Temporal.Instant.compare(session.endsAt, clock.now()) <= 0
  }

  return {
    /** Begins a session, and gives the value of the `Set-Cookie` header that hands it out. */
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

    /** The session that a request shows; null when it shows none that is still good. */
    find({ headers }: Pick<IncomingMessage, 'headers'>): Session | null {
      let found: Session | null = null
      for (const key of findCookies(cookie.name, headers.cookie ?? '')) {
        const shown = toDigest(key)
        // All are compared, each in constant time: how long it takes tells nothing.
        for (const session of kept) if (timingSafeEqual(session.digest, shown)) found = session
      }
      if (found === null || !isOver(found)) return found
      kept.delete(found)
      return null
    },

    /** Whether a session does for somebody who was let in anew, perhaps by a Studio. */
    isFresh({ endsAt, studioOrigin }: Session, admittedBy: string | null): boolean {
      const soon = clock.now().add({ hours: freshHours })
      const isLong = Temporal.Instant.compare(endsAt, soon) > 0
      return isLong && (admittedBy === null || admittedBy === studioOrigin)
    },

    isOpen: (session: Session): boolean => kept.has(session) && !isOver(session),

    /** Ends a session, and gives the value of the `Set-Cookie` header that takes it back. */
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
