import { securityNotice as describeSecurity, type SecurityNotice } from '#feeds/security-txt.ts'
import { sitemapLines as listPages } from '#feeds/sitemap.ts'
import { findShareCard, findShareImage, type ShareCard, type ShareImage } from '#og-images/share-cards.ts'
import { newestOf, orderedServices } from '#site/site.ts'
import { type CalendarEvent, findCalendarEvent } from './announcement-view.ts'
import { type PageCard, pageCard } from './clinic-view.ts'
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

/** The newest articles as `/llms.txt` lists them. */
export const recentArticles = defineSelector<PageCard[]>('recentArticles', site =>
  newestOf(site, 'article', mostRecent).map(pageCard),
)

/** The pages of the services as `/llms.txt` lists them: those of “groups”, or of the others. */
export const servicePages = defineSelector<PageCard[]>('servicePages', (site, kind) =>
  orderedServices(site)
    .filter(({ isGroup }) => (isGroup === true) === (kind === 'groups'))
    .map(pageCard),
)

/** Every page with the date of its last change, as the sitemap lists them. */
export const sitemapLines = defineSelector<string[]>('sitemapLines', listPages)

/** Where to report a weakness of the site, and until when that is good. */
export const securityNotice = defineSelector<SecurityNotice>('securityNotice', describeSecurity)
