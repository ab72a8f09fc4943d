import { type TypeWith, typesWith } from '#domain/document-types.ts'
import type { Language } from '#domain/languages.ts'
import { findPlace } from '#domain/page-path.ts'
import type { Article, DocumentOf } from '#sanity/contracts.ts'
import type { Head } from '#sanity/kept-document.ts'
import { rememberEach } from '#site/remember.ts'
import { listDocuments, newestOf, type Site, toName, toPath } from '#site/site.ts'
import { listTopics, type TopicLink } from '#site/topics.ts'
import type { PageKind } from '#words/words.ts'

/** A page as a plain list names it. */
export interface PageName {
  path: string
  title: string
  /** Of its title; null is the language of the site. */
  language: Language | null
}

/** Pages of one kind. `name` identifies them. */
export interface PageSection {
  name: string
  kind: PageKind
  pages: PageName[]
}

/** An article as a plain list by topics names it. */
export interface ArticleName extends PageName {
  topics: readonly TopicLink[]
}

/** As many articles as one page can list and stay light. */
const mostArticles = 100

/** Types that have a place of their own in the list of everything. */
const placed: readonly string[] = ['service', 'article', 'page', 'person'] satisfies TypeWith<'search'>[]

/** Every page but articles, by kind, in the order in which the site lists them. */
export function listSite(site: Site): PageSection[] {
  const services = Object.groupBy(listDocuments(site, 'service'), each =>
    each.isGroup ? 'groups' : 'others',
  )
  const pages = Object.groupBy(listDocuments(site, 'page'), ({ kind }) => kind)
  const others = typesWith('search').filter(type => !placed.includes(type))
  return [
    toSection('services', 'service', services.others),
    toSection('groups', 'group', services.groups),
    ...others.map(type => toSection(type, type, listDocuments(site, type))),
    toSection('clinic', 'page', pages.page),
    toSection('people', 'person', listDocuments(site, 'person')),
    toSection('notices', 'notice', pages.notice),
  ]
}

/** The newest articles, the newest first. */
export function listNewest(site: Site): ArticleName[] {
  return newestOf(site, 'article', mostArticles).map(articleName)
}

/** A document that search finds, hence one that has a place on the site. */
type Listed = Head<DocumentOf<TypeWith<'search'>>>

function toSection(name: string, kind: PageKind, documents: readonly Listed[] = []): PageSection {
  return { name, kind, pages: documents.flatMap(each => pageName(each) ?? []) }
}

/** These give the same object for the same version. */
const pageName = rememberEach((document: Listed): PageName | null => {
  const path = findPlace(document._type, document.slug)
  const language = 'language' in document ? document.language : null
  return path === null ? null : { path, title: toName(document), language }
})

const articleName = rememberEach(
  (article: Head<Article>): ArticleName => ({
    path: toPath(article),
    title: article.title,
    language: article.language,
    topics: listTopics(article),
  }),
)
