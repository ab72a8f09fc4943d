import { createHash } from 'node:crypto'
import { announcementChanges } from './clinic/announcements.ts'
import { earliestAfter } from './clinic/next-change.ts'
import type { Fault } from './content/faults.ts'
import type { Snapshot } from './content/snapshot.ts'

/** What `/release.json` says. Instants are ISO 8601 in UTC. */
export interface Release {
  /** Identifies the release: the same code, content and instant make the same one. */
  release: string
  publishedAt: string
  codeVersion: string
  /** When the site next changes with no edit; null for never. */
  nextChangeAt: string | null
  /** The revision that is shown of each published document, by id; one that is held back and has no good version is missing. */
  documents: Record<string, string>
  faults: readonly Fault[]
}

/** Describes the release that a snapshot makes at `now`. */
export function releaseOf(snapshot: Snapshot, now: Temporal.Instant): Release {
  const shown = snapshot.documents.flatMap(({ id, shownRev }) => (shownRev ? [[id, shownRev]] : []))
  const documents: Record<string, string> = Object.fromEntries(shown)
  const publishedAt = now.toString()
  const codeVersion = __CODE_VERSION__
  const digest = createHash('sha256')
    .update(JSON.stringify([codeVersion, publishedAt, documents]))
    .digest('hex')
  return {
    release: `${publishedAt.slice(0, 19).replace(/[-:]/g, '')}Z-${digest.slice(0, 8)}`,
    publishedAt,
    codeVersion,
    nextChangeAt: nextChangeAt(snapshot, now)?.toString() ?? null,
    documents,
    faults: snapshot.faults,
  }
}

/** The next instant at which the site differs with no edit, or null: an announcement begins or ends, an article comes out. */
export function nextChangeAt(snapshot: Snapshot, now: Temporal.Instant): Temporal.Instant | null {
  const zone = snapshot.settings.timeZone
  return earliestAfter(
    [
      ...snapshot.announcements.flatMap(announcement => announcementChanges(announcement, zone)),
      ...snapshot.articles.map(({ publishedAt }) => Temporal.Instant.from(publishedAt)),
    ],
    now,
  )
}
