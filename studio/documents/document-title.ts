import { sentenceOf } from './announcement-lists.ts'
import { type DeskContent, publishedId } from './overview.ts'

/** What a document is called that has no title, name or words yet; of singletons, what the desk calls them. */
const names = new Map([
  ['announcement', 'Untitled announcement'],
  ['article', 'Untitled article'],
  ['service', 'Untitled service'],
  ['page', 'Untitled page'],
  ['person', 'Team member without a name'],
  ['redirect', 'Old address that is not filled in'],
])
const singletonNames = new Map([
  ['homePage', 'Home page'],
  ['siteSettings', 'Settings'],
])

/**
 * How staff know a document: by what an announcement says, by its title, or else by its kind; never by its id. Of an
 * announcement, `id` says which version is meant, with the published one in the place of a draft that is not there.
 */
export function documentTitle(
  { id, type, title }: { id: string; type: string; title: string | null },
  content: DeskContent,
): string {
  const announcement =
    content.announcements.find(({ _id }) => _id === id) ??
    content.announcements.find(({ _id }) => publishedId(_id) === publishedId(id))
  if (announcement) return sentenceOf(announcement, content)
  const own = title?.trim() && title !== publishedId(id) ? title : null
  return singletonNames.get(type) ?? own ?? names.get(type) ?? 'Untitled'
}
