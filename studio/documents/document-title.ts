import { toSentence } from './announcement-lists.ts'
import { type DocumentType, singletons } from './document-types.ts'
import { type OverviewContent, publishedId } from './overview.ts'

/** Names for documents without a title, name or text; singletons are named as the structure names them. */
const names = new Map<string, string>(
  Object.entries({
    announcement: 'Untitled announcement',
    article: 'Untitled article',
    service: 'Untitled service',
    page: 'Untitled page',
    person: 'Team member without a name',
    redirect: 'Old address that is not filled in',
    homePage: 'Home page',
    siteSettings: 'Settings',
  } satisfies Record<DocumentType, string>),
)

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
    content.announcements.find(({ _id }) => publishedId(_id) === publishedId(id))
  if (announcement) return toSentence(announcement, content)
  const own = title?.trim() && title !== publishedId(id) ? title : null
  return (singletons.includes(type) ? null : own) ?? names.get(type) ?? 'Untitled'
}
