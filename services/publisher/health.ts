import type { Pause } from './publish/pause.ts'
import type { Publishing } from './publish/publishing.ts'
import type { PublishingState } from './publish/publishing-state.ts'
import { unreadableForStaff } from './publish/unreadable-content.ts'
import type { StoredRelease } from './releases/release-store.ts'
import type { Health } from './serve/public-server.ts'
import type { SiteFolder } from './site-folder.ts'

/** What health is made of. */
type Readings = {
  live: StoredRelease | null
  state: PublishingState
  pause: Pause | null
  pending: number
  nextChangeAt: string | null
  contact: ReturnType<Publishing['contact']>
  comparison: ReturnType<Publishing['lastComparison']>
}

/**
 * Health for the Studio and for monitors; public. 503 if there is no release; 200 with the status “stale” if the live one
 * cannot be updated at present; `?require=ok` has 503 for that too.
 */
export function toHealth(site: SiteFolder, document: string | null): Health {
  const { publishing } = site
  return describe(
    {
      live: publishing.current(),
      state: publishing.state(),
      pause: publishing.pause(),
      pending: publishing.pendingCount(),
      nextChangeAt: publishing.nextChangeAt()?.toString() ?? null,
      contact: publishing.contact(),
      comparison: publishing.lastComparison(),
    },
    document === null ? {} : { document: liveDocument(site, document) },
  )
}

/** The same while there is nothing that publishes yet. Nobody knows what waits, so that something may. */
export function toEarlyHealth({ live, state, pause }: Pick<Readings, 'live' | 'state' | 'pause'>): Health {
  const nextChangeAt = live?.record.nextChangeAt ?? null
  return describe({ live, state, pause, pending: 1, nextChangeAt, contact: null, comparison: null }, {})
}

function describe(readings: Readings, extra: object): Health {
  const { live, contact, comparison } = readings
  const { problems, progress, reason, since, state } = readings.state
  const isCutOff = contact?.reachable === false
  const body = {
    status: !live
      ? 'no release yet'
      : state === 'held'
        ? 'held'
        : state === 'failed' || isCutOff
          ? 'stale'
          : 'ok',
    release: live?.record.release ?? null,
    publishedAt: live?.record.publishedAt ?? null,
    nextChangeAt: readings.nextChangeAt,
    state,
    since,
    reason: reason ?? (isCutOff ? unreadableForStaff : null),
    problems,
    progress,
    pending: readings.pending,
    held: readings.pause,
    contentLake: contact,
    // Only in the log: the error may reveal the internal network.
    comparison: comparison && { at: comparison.at, failed: comparison.fault !== null },
    ...extra,
  }
  return { status: live ? 200 : 503, body }
}

/** The revision of a document that patients see, and since when; null if they see none. */
function liveDocument({ publishing, shownSince }: SiteFolder, id: string) {
  const revision = publishing.content()?.documents.find(document => document.id === id)?.shownRev
  return revision ? { id, revision, since: shownSince(id, revision) } : null
}
