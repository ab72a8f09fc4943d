import { escapeHTML } from '@portabletext/to-html'
import {
  articleContent,
  articleStructuredData,
  cardHtml,
  type PeerContent,
  pathOf,
  type SourceDocument,
  siteUrl,
} from './article-html.ts'
import { pageShell } from './page-shell.ts'

/** How many articles a page of the list holds: as many as on the clinic's site. */
export const articlesPerPage = 12

/** What stands between header and footer of an article's page; all of it is HTML. */
export function articleMain(title: string, summary: string, content: string): string {
  return `<article><div class="head"><div class="wrap"><nav aria-label="Breadcrumb"><ol class="plain"><li><a href="/articles/">Articles</a></li></ol></nav><h1>${title}</h1><p class="lead">${summary}</p></div></div>${content}</article>`
}

export function mainOfArticle(article: SourceDocument, site: PeerContent): string {
  const { title, summary } = article
  return articleMain(escapeHTML(title), escapeHTML(summary), articleContent(article, site))
}

export function articlePage(article: SourceDocument, site: PeerContent, main: string): string {
  return pageShell({
    title: escapeHTML(article.title),
    description: escapeHTML(article.summary),
    url: `${siteUrl}${pathOf(article)}`,
    structuredData: articleStructuredData(article, site),
    main,
  })
}

/** `links` are the pages before and after, as HTML. */
export function listMain(cards: string, links: string): string {
  return `<div class="head"><div class="wrap"><h1>Articles</h1><p class="lead">Plain explanations with their sources, reviewed by clinicians.</p></div></div><div class="section"><div class="wrap"><ul class="plain">${cards}</ul><nav aria-label="Pages">${links}</nav></div></div>`
}

export function homeMain(cards: string): string {
  return `<div class="head"><div class="wrap"><h1>When depression does not lift, there is more to try</h1></div></div><div class="section"><div class="wrap"><h2>Latest articles</h2><ul class="plain">${cards}</ul></div></div>`
}

export function pathOfList(number: number): string {
  return number === 1 ? '/articles/' : `/articles/page/${number}/`
}

/** Links to the pages of the list before and after. */
export function listLinks(number: number, pages: number): string {
  const link = (to: number, words: string) => `<a href="${pathOfList(to)}">${words}</a>`
  return [
    number > 1 && link(number - 1, 'Newer articles'),
    number < pages && link(number + 1, 'Older articles'),
  ]
    .filter(Boolean)
    .join(' ')
}

/** The pages that list articles, and the home page, with their paths. */
export function* listPages({ articles }: PeerContent): Generator<{ path: string; html: string }> {
  const pages = Math.ceil(articles.length / articlesPerPage)
  for (let number = 1; number <= pages; number += 1) {
    const shown = articles.slice((number - 1) * articlesPerPage, number * articlesPerPage)
    const path = pathOfList(number)
    const main = listMain(shown.map(cardHtml).join(''), listLinks(number, pages))
    yield { path, html: plainPage('Articles', path, main) }
  }
  const latest = articles.slice(0, 3).map(cardHtml).join('')
  yield { path: '/', html: plainPage('Home', '/', homeMain(latest)) }
}

export function plainPage(title: string, path: string, main: string): string {
  const description = 'Care for depression and other mental health conditions in Ohio.'
  return pageShell({ title, description, url: `${siteUrl}${path}`, structuredData: '', main })
}
