import { unreadableForStaff } from './publish/unreadable-content.ts'
import type { Health } from './serve/public-server.ts'
import type { SiteFolder } from './site-folder.ts'

/**
 * What the Studio and a monitor need, and everybody may read. 503 says that there is nothing to show; a release that
 * can get no newer at present is answered 200, with the status “stale”.
 */
export function toHealth(site: SiteFolder, document: string | null): Health {
  const { publishing, journal, hold: pause } = site
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
    pending: journal.pendingCount(),
    held: pause.current(),
    contentLake,
    // What went wrong may tell of the network within: it is in the log.
    comparison: last && { at: last.at, failed: last.fault !== null },
    ...(document === null ? {} : { document: liveDocument(site, document) }),
  }
  return { status: live ? 200 : 503, body }
}

/** In which revision patients see a document, and since when; null when they do not. */
function liveDocument({ publishing, shownSince }: SiteFolder, id: string) {
  const revision = publishing.content()?.documents.find(document => document.id === id)?.shownRev
  return revision ? { id, revision, since: shownSince(id, revision) } : null
}
