import { documentTypeRows } from '#domain/document-types.ts'
import { type AddressedType, addressedTypes } from '#domain/page-path.ts'
import type { PageList } from '#feeds/llms-txt.ts'
import { securityNotice as describeSecurity, type SecurityNotice } from '#feeds/security-txt.ts'
import { sitemapLines as listSitemap } from '#feeds/sitemap.ts'
import { findShareCard, findShareImage, type ShareCard, type ShareImage } from '#og-images/share-cards.ts'
import { listDocuments, newestOf, type Site } from '#site/site.ts'
import { type CalendarEvent, findCalendarEvent } from './announcement-view.ts'
import { pageCard } from './clinic-view.ts'
import { type FeedItem, newestArticles as findNewestArticles } from './feed-view.ts'
import { defineSelector } from './selector.ts'

/*
 * What files for machines select: feeds, calendars, share images, lists of the site.
 */

/** What `/llms.txt` lists; the sitemap has the others. */
const mostRecent = 50

/** The newest articles, as feeds list them. */
export const newestArticles = defineSelector<FeedItem[]>('newestArticles', findNewestArticles)

/** The group start that the calendar file at a path holds; null when none lies ahead. */
export const calendarEvent = defineSelector<CalendarEvent | null>('calendarEvent', findCalendarEvent)

/** The share image of the page at a path. */
export const shareImage = defineSelector<ShareImage>('shareImage', findShareImage)

/** What is written on the share image at a path; null when there is none. */
export const shareCard = defineSelector<ShareCard | null>('shareCard', findShareCard)

/** The pages that `/llms.txt` lists: of each type with a list on the site. */
export const pageLists = defineSelector<PageList[]>('pageLists', site =>
  addressedTypes.filter(type => documentTypeRows[type].shownOn).flatMap(type => listPages(site, type)),
)

function listPages(site: Site, type: AddressedType): PageList[] {
  switch (type) {
    case 'article':
      return [{ kind: type, pages: newestOf(site, type, mostRecent).map(pageCard) }]
    case 'service': {
      const services = listDocuments(site, type)
      const groups = services.filter(({ isGroup }) => isGroup)
      const others = services.filter(({ isGroup }) => !isGroup)
      return [
        { kind: type, pages: others.map(pageCard) },
        { kind: 'group', pages: groups.map(pageCard) },
      ]
    }
    default:
      return [{ kind: type, pages: listDocuments(site, type).map(pageCard) }]
  }
}

/** Every page with the date of its last change, as the sitemap lists them. */
export const sitemapLines = defineSelector<string[]>('sitemapLines', listSitemap)

/** Where to report a weakness of the site, and until when that is good. */
export const securityNotice = defineSelector<SecurityNotice>('securityNotice', describeSecurity)
