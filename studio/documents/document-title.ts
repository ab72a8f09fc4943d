import { getPublishedId } from '@sanity/client/csm'
import { documentTypeRows, isDocumentType, singletons } from '#domain/document-types.ts'
import { toSentence } from './announcement-lists.ts'
import type { OverviewContent } from './overview.ts'

/**
 * How staff know a document: by what an announcement says, by its title, or else by its kind; never by its id. Of an
 * announcement, `id` says which version is meant, with the published one in the place of a draft that is not there.
 */
export function documentTitle(
  { id, type, title }: { id: string; type: string; title: string | null },
  content: OverviewContent,
): string {
  const announcement =
    content.announcements.find(({ _id }) => _id === id) ??
    content.announcements.find(({ _id }) => getPublishedId(_id) === getPublishedId(id))
  if (announcement) return toSentence(announcement, content)
  const own = title?.trim() && title !== getPublishedId(id) ? title : null
  const untitled = isDocumentType(type) ? documentTypeRows[type].untitled : 'Untitled'
  return singletons.includes(type) ? untitled : (own ?? untitled)
}
