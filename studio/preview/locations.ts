import { announcementWindow } from '#domain/announcements.ts'
import { dateInZone } from '#domain/clinic-time.ts'
import { type DocumentType, documentTypeRows, isDocumentType } from '#domain/document-types.ts'
import { findPlace, isAddressedType, pagePath } from '#domain/page-path.ts'
import { findOriginalFault } from '#domain/translations.ts'
import { english } from '#words/english.ts'
import { dayInWords } from '../documents/window-words.ts'
import type { SeenDocument } from './seen-document.ts'

/** A page on which patients see a document. */
export type Location = { title: string; href: string }

/**
 * The pages on which patients see a document, the one that shows most of it first. Of what is not out at `now`, they
 * are shown at an instant at which it is.
 */
export function findLocations(document: SeenDocument, timeZone: string, now: Temporal.Instant): Location[] {
  const at = instantToShow(document, timeZone, now)
  const pages = pagesOf(document)
  if (at === null) return pages
  const day = dayInWords(dateInZone(at, timeZone), timeZone, now)
  return pages.map(({ title, href }) => ({ title: `${title}, on ${day}`, href: withInstant(href, at) }))
}

function pagesOf(document: SeenDocument): Location[] {
  const { _type, title, slug, kind, isGroup, service, original } = document
  if (_type === 'announcement') {
    const top = { title: 'The top of every page', href: '/' }
    return kind === 'groupStart' ? [top, groups, ...ownPage('service', service?.slug, service?.title)] : [top]
  }
  if (!isDocumentType(_type)) return []
  // No list has a translation beside its original.
  if (original && findOriginalFault(document, original) === null) return ownPage(_type, slug, title)
  return [
    ...ownPage(_type, slug, title),
    ...(isGroup ? [groups] : []),
    ...sharedPage(_type, slug),
    ...(_type === 'siteSettings' ? [{ title: 'The head and foot of every page', href: '/' }] : []),
  ]
}

const groups: Location = { title: english.fixedPages['/group-therapy/'].title, href: '/group-therapy/' }

function ownPage(type: DocumentType, slug: string | null = null, title: string | null = null): Location[] {
  return slug && isAddressedType(type) ? [{ title: title ?? 'Its own page', href: pagePath(type, slug) }] : []
}

/** The fixed page that shows the document, or lists it beside others. */
function sharedPage(type: DocumentType, slug: string | null): Location[] {
  const { shownOn, plural } = documentTypeRows[type]
  if (!shownOn) return []
  const href = isAddressedType(type) ? shownOn : findPlace(type, slug)
  const title = shownOn === '/' ? plural : english.fixedPages[shownOn].title
  return [{ title, href: href ?? shownOn }]
}

/** An instant at which patients see the document; null when they see it now, or when nothing says when they will. */
function instantToShow(
  document: SeenDocument,
  timeZone: string,
  now: Temporal.Instant,
): Temporal.Instant | null {
  try {
    const { from, until } = windowOf(document, timeZone)
    if (from && Temporal.Instant.compare(now, from) < 0) return from
    return until && Temporal.Instant.compare(until, now) <= 0 ? until.subtract({ minutes: 1 }) : null
  } catch {
    // Its dates are not filled in yet: the form says so.
    return null
  }
}

function windowOf(document: SeenDocument, timeZone: string) {
  const { _type, publishedAt } = document
  if (_type === 'announcement') return announcementWindow(document, timeZone)
  return { from: publishedAt ? Temporal.Instant.from(publishedAt) : null, until: null }
}

function withInstant(href: string, at: Temporal.Instant): string {
  const [path, anchor] = href.split('#')
  return `${path}?at=${encodeURIComponent(at.toString())}${anchor ? `#${anchor}` : ''}`
}
