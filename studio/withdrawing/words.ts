import type { Leaving } from './lake.ts'

/** What is withdrawn, as the sentences about it need it. */
export interface Subject {
  title: string
  /** The path of its page; null where it has none of its own. */
  path: string | null
  isPublished: boolean
  type: string
}

/** The heading of the dialog. */
export function heading(leaving: Leaving, { title }: Subject): string {
  return leaving === 'delete' ? `Delete “${title}”?` : `Take “${title}” off the site?`
}

/** What happens to the document itself. */
export function fate(leaving: Leaving, { isPublished, type }: Subject): string {
  const aftermath =
    isPublished && type === 'redirect' ? ' Visitors of the old address then find no page.' : ''
  if (leaving === 'unpublish')
    return `It stays here as a draft. Publish it again whenever you like.${aftermath}`
  return isPublished
    ? `It leaves the site and the desk for good. To keep the text, choose “Unpublish” instead.${aftermath}`
    : 'It was not on the site. The draft is deleted for good.'
}

/** What happens to the `count` documents of the site that refer to it. */
export function linksFate(count: number, { title, type }: Subject): string {
  if (count === 0) return 'Nothing on the site refers to it.'
  const many = count > 1
  const listed = `“Needs attention” then lists ${many ? 'them' : 'it'} for you to mend.`
  if (type === 'person') {
    return `${many ? `${count} documents name` : 'One document names'} ${title}. ${many ? 'They stay' : 'It stays'} on the site without the name. ${listed}`
  }
  return `${many ? `${count} documents refer` : 'One document refers'} to it. ${many ? 'Their links' : 'Its link'} will become plain words, so that nobody meets a dead link. ${listed}`
}

/** What is said once it is done. */
export function farewell(
  leaving: Leaving,
  { title, path, isPublished }: Subject,
  destination: string | 'gone' | null,
): string {
  const done = leaving === 'delete' ? `“${title}” is deleted.` : `“${title}” is off the site.`
  if (!isPublished || !path || destination === null) return done
  return destination === 'gone'
    ? `${done} Visitors of ${path} are told that the page is gone.`
    : `${done} Visitors of ${path} are sent to “${destination}”.`
}
