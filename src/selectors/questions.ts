import { type HoursLine, hoursLines, type OpeningStretch } from '#domain/opening-hours.ts'
import type { ContactNumbers } from '#domain/phone-number.ts'
import { allRenditions, type Rendition } from '#images/renditions.ts'
import type { HomePage, Person, SiteSettings } from '#sanity/contracts.ts'
import type { KeptDocument } from '#sanity/kept-document.ts'
import { blockNames, findBlock } from '#search/blocks.ts'
import { type BarView, findBar, type GroupStartView, groupStarts } from './announcement-view.ts'
import {
  type ArticleCard,
  type ArticlePageView,
  articleCard,
  articlePage,
  commonTopics,
  type ReviewView,
  reviewOf,
} from './article-view.ts'
import { footerPages, openingStretches, type PageCard, pageCard, phoneNumbers } from './clinic-view.ts'
import { machineQuestions } from './machine-questions.ts'
import { defineQuestion, type Question } from './question.ts'
import { findPage, type RedirectRule, redirectsOf } from './redirects.ts'
import { type Release, releaseOf } from './release.ts'
import { type ArticleName, newestNames, type SiteList, siteList } from './search-view.ts'
import { type GroupView, groupView, type ServiceCard, serviceCard } from './service-view.ts'
import { findDocument, findLinked, orderedServices, pathOf } from './site.ts'
import type { TopicLink } from './topics.ts'

/*
 * Everything that pages ask. An answer holds what its askers show and no more, so that an edit elsewhere leaves it,
 * and them, as they are.
 */

const mostRelated = 4
const mostLatest = 3
const mostReviewed = 3

export const settings = defineQuestion<SiteSettings>('settings', ({ snapshot }) => snapshot.settings)
export const homePage = defineQuestion<HomePage>('homePage', ({ snapshot }) => snapshot.homePage)

/** The hours of the week. */
export const openingHours = defineQuestion<HoursLine[]>('openingHours', ({ snapshot }) =>
  hoursLines(snapshot.settings.openingHours),
)

/** Whether the clinic is open, for every minute of the week; nothing where that cannot be said. */
export const openNow = defineQuestion<OpeningStretch[]>('openNow', openingStretches)

/** The numbers to call and to text. */
export const numbers = defineQuestion<ContactNumbers>('numbers', phoneNumbers)

/** The announcement bar; null when nothing is announced. */
export const bar = defineQuestion<BarView | null>('bar', findBar)

/** The group starts that lie ahead: of the service with the id, or of all. */
export const upcomingStarts = defineQuestion<GroupStartView[]>('upcomingStarts', groupStarts)

/** The document whose page stands at a path, with its text; null when there is none. */
export const documentAt = defineQuestion<KeptDocument | null>('documentAt', (site, path) => {
  const found = site.byPath.get(path)
  return found ? findDocument(site, found._id) : null
})

/** Where a link to the document with the id leads; null makes it plain text. */
export const linkPath = defineQuestion<string | null>('linkPath', (site, id) => {
  const linked = findLinked(site, id)
  return linked && pathOf(linked)
})

/** The page that visitors of a path of this site reach, redirects followed; null when they find none. */
export const pageAt = defineQuestion<string | null>('pageAt', findPage)

/** The services, in the order that staff gave them. */
export const services = defineQuestion<PageCard[]>('services', site => orderedServices(site).map(pageCard))

/** The same with their pictures and their status. */
export const serviceCards = defineQuestion<ServiceCard[]>('serviceCards', site =>
  orderedServices(site).map(serviceCard),
)

/** The services that are groups. */
export const groups = defineQuestion<GroupView[]>('groups', site =>
  orderedServices(site)
    .filter(({ isGroup }) => isGroup)
    .map(groupView),
)

/** The page of a list of articles, all or a topic's, by its path. */
export const articles = defineQuestion<ArticlePageView | null>('articles', articlePage)

/** The topics that lead into the articles. */
export const topics = defineQuestion<TopicLink[]>('topics', commonTopics)

export const latestArticles = defineQuestion<ArticleCard[]>('latestArticles', site =>
  site.articles.slice(0, mostLatest).map(articleCard),
)

/** The newest articles that name the document with the id as related. */
export const articlesAbout = defineQuestion<PageCard[]>('articlesAbout', (site, id) =>
  (site.articlesAbout.get(id) ?? []).slice(0, mostRelated).map(pageCard),
)

/** The pages that the article with the id names as related, and that exist. */
export const relatedPages = defineQuestion<PageCard[]>('relatedPages', (site, id) => {
  const shown = findDocument(site, id)?.shown
  const references = shown?._type === 'article' ? (shown.related ?? []) : []
  return references.flatMap(({ _ref }) => findLinked(site, _ref) ?? []).map(pageCard)
})

/** Who stands behind the article with the id; null when it is not out. */
export const review = defineQuestion<ReviewView | null>('review', (site, id) => {
  const linked = findLinked(site, id)
  return linked?._type === 'article' ? reviewOf(site, linked) : null
})

export const team = defineQuestion<Person[]>('team', ({ snapshot }) =>
  snapshot.people.toSorted((a, b) => a.order - b.order || a.name.localeCompare(b.name)),
)

/** The newest articles that the person with the id has reviewed. */
export const reviewedBy = defineQuestion<PageCard[]>('reviewedBy', (site, id) =>
  (site.articlesReviewedBy.get(id) ?? []).slice(0, mostReviewed).map(pageCard),
)

export const footer = defineQuestion<PageCard[]>('footer', footerPages)

/** A file made of a picture, by its path; null when no document has the picture. */
export const rendition = defineQuestion<Rendition | null>(
  'rendition',
  ({ snapshot }, path) => allRenditions(snapshot).get(path) ?? null,
)

/** Everything of the site but its articles, for a plain list. */
export const everythingElse = defineQuestion<SiteList>('everythingElse', siteList)

/** The newest articles, for a plain list by topics. */
export const articleNames = defineQuestion<ArticleName[]>('articleNames', newestNames)

/** The names of the blocks of the search index. */
export const searchBlocks = defineQuestion<string[]>('searchBlocks', blockNames)

/** The documents of a block of the search index, by its name; null when there is none. */
export const searchBlock = defineQuestion<KeptDocument[] | null>('searchBlock', findBlock)

export const redirects = defineQuestion<RedirectRule[]>('redirects', redirectsOf)
/** What the release is made of, on a site with the origin. */
export const release = defineQuestion<Release>('release', releaseOf)

const all: readonly Question<unknown>[] = [
  settings,
  homePage,
  openingHours,
  openNow,
  numbers,
  bar,
  upcomingStarts,
  documentAt,
  linkPath,
  pageAt,
  services,
  serviceCards,
  groups,
  articles,
  topics,
  latestArticles,
  articlesAbout,
  relatedPages,
  review,
  team,
  reviewedBy,
  footer,
  rendition,
  everythingElse,
  articleNames,
  searchBlocks,
  searchBlock,
  redirects,
  release,
  ...machineQuestions,
]

const byName = new Map(all.map(question => [question.name, question]))

/** A question as it was recorded, and what it was asked about. @throws RangeError for one that nobody can have asked. */
export function readRecorded(recorded: string): { question: Question<unknown>; of: string } {
  const at = recorded.indexOf(' ')
  const name = at < 0 ? recorded : recorded.slice(0, at)
  const question = byName.get(name)
  if (!question) throw new RangeError(`No page asks “${name}”.`)
  return { question, of: at < 0 ? '' : recorded.slice(at + 1) }
}
