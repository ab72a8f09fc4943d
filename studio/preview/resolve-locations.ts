import { map, type Observable } from 'rxjs'
import type { DocumentLocationResolver, DocumentLocationsState } from 'sanity/presentation'
import { apiVersion } from '../project.ts'
import { findLocations } from './locations.ts'
import { seenQuery, toSeen } from './seen-document.ts'

/** The pages that show a document, for the line above its form; kept up to date while somebody edits it. */
export const resolveLocations: DocumentLocationResolver = (
  { id },
  { documentStore },
): Observable<DocumentLocationsState | null> => {
  const query = { fetch: seenQuery, listen: '*[_id in [$id, $draftId]]' }
  const params = { id, draftId: `drafts.${id}` }
  return documentStore
    .listenQuery(query, params, { perspective: 'drafts', apiVersion, tag: 'seen-on' })
    .pipe(map(toState))
}

function toState(given: unknown): DocumentLocationsState | null {
  const { document, zone } = toSeen(given)
  if (document === null) return null
  const locations = findLocations(document, zone, Temporal.Now.instant())
  return locations.length > 0 ? { locations, message: 'See it as patients will' } : null
}
