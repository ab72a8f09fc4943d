import { keptDays } from '../deleted/deleted-document.ts'
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
    ? `It leaves the site and the desk. “Recently deleted” keeps it for ${keptDays} days.${aftermath}`
    : `It was not on the site. “Recently deleted” keeps the draft for ${keptDays} days.`
}

/** What happens to the `count` documents that stay on the site without it. */
export function linksFate(count: number, { title, type }: Subject): string {
  const many = count > 1
  const listed = `“Needs attention” then lists ${many ? 'them' : 'it'} for you to mend.`
  if (type === 'person') {
    return `${many ? `${count} documents name` : 'One document names'} ${title}. ${many ? 'They stay' : 'It stays'} on the site without the name. ${listed}`
  }
  return `${many ? `${count} documents refer` : 'One document refers'} to it. ${many ? 'Their links' : 'Its link'} will become plain words, so that nobody meets a dead link. ${listed}`
}

/** What happens to the `count` pages that translate it. */
export function translationsFate(count: number): string {
  const stay =
    count > 1
      ? `${count} pages are its translations. They stay on the site, each as a page by itself.`
      : 'One page is its translation. It stays on the site, as a page by itself.'
  return `${stay} “Needs attention” lists ${count > 1 ? 'them' : 'it'} until “Translation of” is empty there.`
}

/** What happens to the `count` group starts that have no name without it. */
export function startsFate(leaving: Leaving, count: number): string {
  const many = count > 1
  const starts = many ? `${count} group starts` : 'One group start'
  const aftermath =
    leaving === 'delete'
      ? `${many ? 'are' : 'is'} deleted with it.`
      : `${many ? 'come' : 'comes'} off the site with it, and ${many ? 'stay here as drafts' : 'stays here as a draft'}.`
  return `${starts} ${aftermath} Patients are not told why. Is a group cancelled? Say so on its start first.`
}

/** What happens to the `count` drafts that refer to it. */
export function draftsFate(count: number): string {
  const many = count > 1
  return `${many ? `${count} drafts refer` : 'One draft refers'} to it. Patients do not see ${many ? 'them' : 'it'}. Choose something else there before you publish ${many ? 'them' : 'it'}.`
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
