import type { HoursLine } from '#domain/opening-hours.ts'
import { isAddressedType } from '#domain/page-path.ts'
import type { ContactNumbers } from '#domain/phone-number.ts'
import type { SpecialHours } from '#domain/special-hours.ts'
import type { PlaceFacts } from '#domain/structured-places.ts'
import { type Look, toLook } from '#images/look.ts'
import { allRenditions, type Rendition } from '#images/renditions.ts'
import type { HomePage, Person, SiteSettings } from '#sanity/contracts.ts'
import type { KeptDocument } from '#sanity/kept-document.ts'
import { blockNames, findBlock } from '#search/blocks.ts'
import { listOpenPages } from '#site/open-pages.ts'
import { findPage, listRedirects, type RedirectRule } from '#site/redirects.ts'
import { findArticles, findLinked, listDocuments, toPath } from '#site/site.ts'
import { toReviewedList } from '#site/site-lists.ts'
import type { TopicLink } from '#site/topics.ts'
import { listOriginalDocuments, listOriginals } from '#site/translations.ts'
import { type BarView, findBar, type GroupStartView, groupStarts } from './announcement-view.ts'
import {
  type ArticleCard,
  type ArticlePageView,
  articleCard,
  articlePage,
  commonTopics,
  type ReviewView,
  toReviewView,
} from './article-view.ts'
import {
  findOtherContact,
  footerPages,
  type OtherContactView,
  type PageCard,
  pageCard,
  phoneNumbers,
} from './clinic-view.ts'
import { findPortal, listMenu, type MenuEntry, type PortalView } from './menu-view.ts'
import {
  findNamedPlace,
  findOpenNow,
  listHours,
  listPlaceFacts,
  listPlaces,
  listSpecialHours,
  type NamedPlace,
  type OpenNowView,
  type PlaceView,
} from './place-view.ts'
import { listArticlesAbout, listRelated } from './related-view.ts'
import { describeRelease, type Release } from './release.ts'
import { type ArticleName, listNewest, listSite, type PageSection } from './search-view.ts'
import { defineSelector } from './selector.ts'
import { type GroupView, groupView, type ServiceCard, serviceCard } from './service-view.ts'
import {
  findPageLanguage,
  type LanguageHelp,
  listLanguageHelp,
  type PageLanguage,
} from './translation-view.ts'

/*
 * What pages select. A value holds what its pages show and no more, so that an edit elsewhere leaves it, and them, as
 * they are. To define a selector is all it takes.
 */

const mostRelated = 4
const mostLatest = 3
const mostReviewed = 3

export const settings = defineSelector<SiteSettings>('settings', site => site.settings)

/** How the clinic looks: its logo, colors, letters and drawing. */
export const look = defineSelector<Look>('look', site => toLook(site.settings))

export const homePage = defineSelector<HomePage>('homePage', site => site.homePage)

/** The paths of the fixed pages that have something to show. */
export const openPages = defineSelector<readonly string[]>('openPages', listOpenPages)

/** The places of the clinic, the main one first. */
export const places = defineSelector<[PlaceView, ...PlaceView[]]>('places', listPlaces)

/** The other places, as structured data describes them. */
export const otherPlaces = defineSelector<PlaceFacts[]>('otherPlaces', listPlaceFacts)

/** The places at which the service with the id is given; none where nothing is said. */
export const placesOf = defineSelector<NamedPlace[]>('placesOf', (site, id) => {
  const shown = site.find(id)?.shown
  const values = new Set(shown?._type === 'service' ? shown.places : [])
  return [...values].flatMap(value => findNamedPlace(site, value) ?? [])
})

/** The hours of the week at the place with the key. */
export const openingHours = defineSelector<HoursLine[]>('openingHours', listHours)

/** The days ahead on which the place with the key has other hours. */
export const specialHours = defineSelector<SpecialHours[]>('specialHours', (site, key) =>
  listSpecialHours(site, key, 'ahead'),
)

/** Those of the next two weeks, or of today. */
export const soonSpecialHours = defineSelector<SpecialHours[]>('soonSpecialHours', (site, key) =>
  listSpecialHours(site, key, 'soon'),
)

/** Whether the place with the key is open, for every minute. */
export const openNow = defineSelector<OpenNowView>('openNow', findOpenNow)

/** The main menu. */
export const menu = defineSelector<MenuEntry[]>('menu', listMenu)

/** The patient portal; null for a clinic without. */
export const portal = defineSelector<PortalView | null>('portal', findPortal)

/** The ways to the clinic besides its two numbers; null for a clinic without. */
export const otherContact = defineSelector<OtherContactView | null>('otherContact', findOtherContact)

/** The numbers to call and to text. */
export const numbers = defineSelector<ContactNumbers>('numbers', phoneNumbers)

/** The announcement bar; null when nothing is announced. */
export const bar = defineSelector<BarView | null>('bar', findBar)

/** The group starts that lie ahead: of the service with the id, or of all. */
export const upcomingStarts = defineSelector<GroupStartView[]>('upcomingStarts', groupStarts)

/** The document whose page is at a path, with its text; null when there is none. */
export const documentAt = defineSelector<KeptDocument | null>('documentAt', (site, path) => {
  const found = site.at(path)
  return found && site.find(found._id)
})

/** Where a link to the document with the id leads; null makes it plain text. */
export const linkPath = defineSelector<string | null>('linkPath', (site, id) => {
  const linked = findLinked(site, id)
  return linked && toPath(linked)
})

/** The page that visitors of a path of this site reach, redirects followed; null when they find none. */
export const pageAt = defineSelector<string | null>('pageAt', findPage)

/** The pages of a type of document, in the order of its list. */
export const pages = defineSelector<PageCard[]>('pages', (site, type) =>
  isAddressedType(type) ? listOriginalDocuments(site, type).map(pageCard) : [],
)

/** The services with their pictures and their status, in the order that staff gave them. */
export const serviceCards = defineSelector<ServiceCard[]>('serviceCards', site =>
  listOriginalDocuments(site, 'service').map(serviceCard),
)

/** The services that are groups. */
export const groups = defineSelector<GroupView[]>('groups', site =>
  listOriginalDocuments(site, 'service')
    .filter(({ isGroup }) => isGroup)
    .map(groupView),
)

/** The page of a list of articles, all or a topic's, by its path. */
export const articles = defineSelector<ArticlePageView | null>('articles', articlePage)

/** The topics that lead into the articles. */
export const topics = defineSelector<TopicLink[]>('topics', commonTopics)

export const latestArticles = defineSelector<ArticleCard[]>('latestArticles', site =>
  findArticles(site, listOriginals(site, 'article').slice(0, mostLatest)).map(articleCard),
)

/** The newest articles that name the document with the id as related, or a version of it in another language. */
export const articlesAbout = defineSelector<PageCard[]>('articlesAbout', (site, id) =>
  listArticlesAbout(site, id, mostRelated).map(pageCard),
)

/** The pages that the article with the id names as related, and that exist. */
export const relatedPages = defineSelector<PageCard[]>('relatedPages', (site, id) =>
  listRelated(site, id).map(pageCard),
)

/** Author, reviewer and dates of the article with the id; null when it is not out. */
export const review = defineSelector<ReviewView | null>('review', (site, id) => {
  const linked = findLinked(site, id)
  return linked?._type === 'article' ? toReviewView(site, linked) : null
})

export const team = defineSelector<Person[]>('team', site => listDocuments(site, 'person'))

/** The newest articles that the person with the id has reviewed. */
export const reviewedBy = defineSelector<PageCard[]>('reviewedBy', (site, id) =>
  findArticles(site, listOriginals(site, toReviewedList(id)).slice(0, mostReviewed)).map(pageCard),
)

export const footer = defineSelector<PageCard[]>('footer', footerPages)

/** The languages in which the notices of the clinic offer help. */
export const languageHelp = defineSelector<LanguageHelp[]>('languageHelp', listLanguageHelp)

/** The language of the page at a path; null for one in the language of the site that has no translation. */
export const pageLanguage = defineSelector<PageLanguage | null>('pageLanguage', findPageLanguage)

/** A file made of a picture, by its path; null when no document has the picture. */
export const rendition = defineSelector<Rendition | null>(
  'rendition',
  (site, path) => allRenditions(site).get(path) ?? null,
)

/** Everything of the site but its articles, for a plain list. */
export const everythingElse = defineSelector<PageSection[]>('everythingElse', listSite)

/** The newest articles, for a plain list by topics. */
export const articleNames = defineSelector<ArticleName[]>('articleNames', listNewest)

/** The names of the blocks of the search index. */
export const searchBlocks = defineSelector<string[]>('searchBlocks', blockNames)

/** The documents of a block of the search index, by its name; null when there is none. */
export const searchBlock = defineSelector<KeptDocument[] | null>('searchBlock', findBlock)

export const redirects = defineSelector<RedirectRule[]>('redirects', listRedirects)

/** What the release is made of, on a site with the origin. */
export const release = defineSelector<Release>('release', describeRelease)
