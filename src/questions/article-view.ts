import { type ArticlePage, findArticlePage } from '../article-pages.ts'
import { dateInZone } from '../clinic/clinic-time.ts'
import { nextReviewDate, reviewState } from '../clinic/reviews.ts'
import type { Article } from '../content/contracts.ts'
import type { Image } from '../content/fields.ts'
import type { Head } from '../content/kept-document.ts'
import { findPerson, pathOf, type Site } from '../site.ts'
import { type PersonCard, personCard } from './clinic-view.ts'

/** An article in a list. */
export interface ArticleCard {
  path: string
  title: string
  summary: string
  /** YYYY-MM-DD */
  lastReviewed: string | null
  image: Image | null
}

/** Who stands behind an article, and its dates by the clinic's calendar, YYYY-MM-DD. */
export interface ReviewView {
  author: PersonCard | null
  reviewer: PersonCard | null
  published: string
  lastReviewed: string | null
  nextReview: string | null
  isOverdue: boolean
}

/** A page of the list of articles, as a page shows it. */
export type ArticlePageView = Omit<ArticlePage, 'articles'> & { articles: ArticleCard[] }

/** What a list shows of an article. */
export function articleCard(article: Head<Article>): ArticleCard {
  const { title, summary, lastReviewed, image } = article
  return { path: pathOf(article), title, summary, lastReviewed, image }
}

/** A page of the list of articles; null when there is none of this number. */
export function articlePage(site: Site, number: string): ArticlePageView | null {
  const page = findArticlePage(site, number === '' ? null : Number(number))
  return page && { ...page, articles: page.articles.map(articleCard) }
}

/** What the note beside an article's title says. */
export function reviewOf(site: Site, article: Head<Article>): ReviewView {
  const { author, reviewer, publishedAt, lastReviewed, reviewIntervalMonths } = article
  const { zone, now } = site
  return {
    author: findCard(site, author),
    reviewer: findCard(site, reviewer),
    published: dateInZone(Temporal.Instant.from(publishedAt), zone),
    lastReviewed,
    nextReview: lastReviewed && nextReviewDate(lastReviewed, reviewIntervalMonths),
    isOverdue:
      lastReviewed !== null && reviewState(lastReviewed, reviewIntervalMonths, zone, now) === 'overdue',
  }
}

function findCard(site: Site, reference: { _ref: string } | null): PersonCard | null {
  const person = reference && findPerson(site, reference._ref)
  return person && personCard(person)
}
