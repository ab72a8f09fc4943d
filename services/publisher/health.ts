import { unreadableForStaff } from './publish/unreadable-content.ts'
import type { Health } from './serve/public-server.ts'
import type { SiteFolder } from './site-folder.ts'

/**
 * Health for the Studio and for monitors; public. 503 if there is no release; 200 with the status “stale” if the live one
 * cannot be updated at present; `?require=ok` has 503 for that too.
 */
export function toHealth(site: SiteFolder, document: string | null): Health {
  const { publishing } = site
  const live = publishing.current()
  const { problems, progress, reason, since, state } = publishing.state()
  const last = publishing.lastComparison()
  const contentLake = publishing.contact()
  const isCutOff = contentLake?.reachable === false
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
    nextChangeAt: publishing.nextChangeAt()?.toString() ?? null,
    state,
    since,
    reason: reason ?? (isCutOff ? unreadableForStaff : null),
    problems,
    progress,
    pending: publishing.pendingCount(),
    held: publishing.pause(),
    contentLake,
    // Only in the log: the error may reveal the internal network.
    comparison: last && { at: last.at, failed: last.fault !== null },
    ...(document === null ? {} : { document: liveDocument(site, document) }),
  }
  return { status: live ? 200 : 503, body }
}

/** The revision of a document that patients see, and since when; null if they see none. */
function liveDocument({ publishing, shownSince }: SiteFolder, id: string) {
  const revision = publishing.content()?.documents.find(document => document.id === id)?.shownRev
  return revision ? { id, revision, since: shownSince(id, revision) } : null
}
