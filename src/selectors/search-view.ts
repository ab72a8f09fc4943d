import type { Article } from '#sanity/contracts.ts'
import type { Head } from '#sanity/kept-document.ts'
import { rememberEach } from '#site/remember.ts'
import { type Addressed, newestOf, orderedPeople, orderedServices, type Site, toPath } from '#site/site.ts'
import { listTopics, type TopicLink } from '#site/topics.ts'
import { personCard } from './clinic-view.ts'

/** A page as a plain list names it. */
export interface PageName {
  path: string
  title: string
}

/** Everything of the site but its articles, by the name alone. */
export interface SiteList {
  services: PageName[]
  groups: PageName[]
  people: PageName[]
  pages: PageName[]
  notices: PageName[]
}

/** An article as a plain list by topics names it. */
export interface ArticleName extends PageName {
  topics: readonly TopicLink[]
}

/** As many articles as one page can list and stay light. */
const mostArticles = 100

/** Every page but articles, by kind, in the order in which the site lists them. */
export function listSite(site: Site): SiteList {
  const services = orderedServices(site)
  const pages = site.all('page')
  return {
    services: services.filter(({ isGroup }) => !isGroup).map(pageName),
    groups: services.filter(({ isGroup }) => isGroup).map(pageName),
    people: orderedPeople(site).map(personName),
    pages: pages.filter(({ kind }) => kind !== 'notice').map(pageName),
    notices: pages.filter(({ kind }) => kind === 'notice').map(pageName),
  }
}

/** The newest articles, the newest first. */
export function listNewest(site: Site): ArticleName[] {
  return newestOf(site, 'article', mostArticles).map(articleName)
}

/** These give the same object for the same version. */
const pageName = rememberEach((page: Addressed): PageName => ({ path: toPath(page), title: page.title }))

const personName = rememberEach((person: Parameters<typeof personCard>[0]): PageName => {
  const { name, path } = personCard(person)
  return { path, title: name }
})

const articleName = rememberEach(
  (article: Head<Article>): ArticleName => ({
    path: toPath(article),
    title: article.title,
    topics: listTopics(article),
  }),
)
