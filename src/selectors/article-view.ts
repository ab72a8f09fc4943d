import { dateInZone } from '#domain/clinic-time.ts'
import type { Language } from '#domain/languages.ts'
import { nextReviewDate, reviewChanges } from '#domain/reviews.ts'
import type { Article } from '#sanity/contracts.ts'
import type { Image } from '#sanity/fields.ts'
import type { Head } from '#sanity/kept-document.ts'
import { type ArticlePage, findArticlePage, findTopic } from '#site/article-pages.ts'
import { rememberEach } from '#site/remember.ts'
import { findArticles, findPerson, type Site, toPath } from '#site/site.ts'
import { toTopicList } from '#site/site-lists.ts'
import type { TopicLink } from '#site/topics.ts'
import { listOriginals } from '#site/translations.ts'
import type { Editable } from '#src/preview/edit.ts'
import { type PersonCard, personCard } from './clinic-view.ts'

/** An article in a list. */
export interface ArticleCard extends Editable {
  path: string
  title: string
  summary: string
  /** YYYY-MM-DD */
  lastReviewed: string | null
  image: Image | null
  /** Of its words; null is the language of the site. */
  language: Language | null
}

/** Author and reviewer of an article, and its dates by the clinic's calendar, YYYY-MM-DD. */
export interface ReviewView {
  author: PersonCard | null
  reviewer: PersonCard | null
  published: string
  lastReviewed: string | null
  nextReview: string | null
  isOverdue: boolean
}

/** A page of a list of articles, as a page shows it. */
export type ArticlePageView = Omit<ArticlePage, 'ids'> & { articles: ArticleCard[] }

/** More would be a page of their own. */
const mostTopics = 24

/** What a list shows of an article; the same object for the same version. */
export const articleCard = rememberEach((article: Head<Article>): ArticleCard => {
  const { _id, _type, title, summary, lastReviewed, image, language } = article
  return { _id, _type, path: toPath(article), title, summary, lastReviewed, image, language }
})

/** The page of a list of articles at a path; null when there is none. */
export function articlePage(site: Site, path: string): ArticlePageView | null {
  const { ids, ...page } = findArticlePage(site, path) ?? { ids: null }
  return ids && 'path' in page ? { ...page, articles: findArticles(site, ids).map(articleCard) } : null
}

/** The topics that most articles are filed under, by their titles. */
export function commonTopics(site: Site): TopicLink[] {
  return site.topics
    .map(slug => ({ slug, count: listOriginals(site, toTopicList(slug)).length }))
    .sort((a, b) => b.count - a.count)
    .slice(0, mostTopics)
    .flatMap(({ slug }) => findTopic(site, slug) ?? [])
    .sort((a, b) => a.title.localeCompare(b.title))
}

/** What the note beside an article's title says. */
export function toReviewView(site: Site, article: Head<Article>): ReviewView {
  const { lastReviewed } = article
  const { overdueFromMs, ...dates } = datesOf(article, site.zone)
  const author = findCard(site, article.author)
  const reviewer = findCard(site, article.reviewer)
  const isOverdue = overdueFromMs !== null && site.isPast(overdueFromMs)
  const before = lastReviews.get(article)
  if (
    before?.published === dates.published &&
    before.author === author &&
    before.reviewer === reviewer &&
    before.nextReview === dates.nextReview &&
    before.isOverdue === isOverdue
  ) {
    return before
  }
  const view = { author, reviewer, lastReviewed, ...dates, isOverdue }
  lastReviews.set(article, view)
  return view
}

/** The view of an article as it was last, given again while it is the same: it is then seen to be without a look inside. */
const lastReviews = new WeakMap<Head<Article>, ReviewView>()

interface ReviewDates {
  published: string
  nextReview: string | null
  /** The end of a day, in milliseconds of Unix time. */
  overdueFromMs: number | null
}

const knownDates = new WeakMap<Head<Article>, { zone: string; dates: ReviewDates }>()

/** Worked out once for each version of an article: calendars are slow, and every article is needed at every publish. */
export function datesOf(article: Head<Article>, zone: string): ReviewDates {
  const known = knownDates.get(article)
  if (known?.zone === zone) return known.dates
  const { publishedAt, lastReviewed, reviewIntervalMonths } = article
  const dates = {
    published: dateInZone(Temporal.Instant.from(publishedAt), zone),
    nextReview: lastReviewed && nextReviewDate(lastReviewed, reviewIntervalMonths),
    overdueFromMs: lastReviewed
      ? reviewChanges(lastReviewed, reviewIntervalMonths, zone)[1].epochMilliseconds
      : null,
  }
  knownDates.set(article, { zone, dates })
  return dates
}

function findCard(site: Site, reference: { _ref: string } | null): PersonCard | null {
  const person = reference && findPerson(site, reference._ref)
  return person && personCard(person)
}
