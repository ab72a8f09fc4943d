import { escapeHTML, toHTML } from '@portabletext/to-html'
import { contactBox } from './page-shell.ts'

/** A document as the corpus makes it, as far as the peers read it. */
export interface SourceDocument {
  _id: string
  _type: string
  title: string
  name: string
  slug: { current: string }
  summary: string
  publishedAt: string
  lastReviewed: string
  author: { _ref: string }
  reviewer: { _ref: string }
  topics: string[]
  related: { _ref: string }[]
  sources?: Source[]
  body: TextNode[]
}

interface Source {
  authors: string
  title: string
  journal: string
  year: number
  doi: string
}

interface TextNode {
  _key: string
  _type: string
  style: string
  children?: { text?: string }[]
}

/** The content of the peers' sites. */
export interface PeerContent {
  /** Newest first. */
  articles: SourceDocument[]
  byId: ReadonlyMap<string, SourceDocument>
}

export const siteUrl = 'http://localhost:4321'

export function contentOf(documents: readonly SourceDocument[]): PeerContent {
  const articles = documents
    .filter(({ _type }) => _type === 'article')
    .toSorted((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1))
  return { articles, byId: new Map(documents.map(document => [document._id, document])) }
}

export function pathOf({ _type, slug }: SourceDocument): string {
  return _type === 'page' ? `/${slug.current}/` : `/${_type}s/${slug.current}/`
}

/**
 * What an article's page shows below its title: note, contents, text, sources, topics, what to read on. The text is
 * made into HTML by @portabletext/to-html, as the site does it.
 */
export function articleContent(article: SourceDocument, { byId }: PeerContent): string {
  const { topics, lastReviewed } = article
  const sources: Source[] = []
  const text = bodyHtml(article, byId, sources)
  sources.push(...(article.sources ?? []))
  const related = article.related.flatMap(({ _ref }) => byId.get(_ref) ?? [])
  const headings = article.body.filter(({ style }) => style === 'h2').map(plain)
  const author = escapeHTML(nameOf(article.author, byId))
  const reviewer = escapeHTML(nameOf(article.reviewer, byId))
  const minutes = Math.ceil(article.body.map(plain).join(' ').split(' ').length / 220)
  const contents = headings
    .map(heading => `<li><a href="#${toId(heading)}">${escapeHTML(heading)}</a></li>`)
    .join('')
  return [
    `<div class="wrap note"><dl><div><dt>Written by</dt><dd>${author}</dd></div><div><dt>Clinically reviewed by</dt><dd>${reviewer}</dd></div><div><dt>Last reviewed</dt><dd><time datetime="${lastReviewed}">${lastReviewed}</time></dd></div><div><dt>Reading time</dt><dd>About ${minutes} minutes</dd></div></dl></div>`,
    `<div class="wrap columns"><div class="side"><nav aria-labelledby="contents"><h2 id="contents">On this page</h2><ul class="plain">${contents}</ul></nav></div>`,
    `<div class="main"><div class="prose">${text}</div><section aria-labelledby="sources"><h2 id="sources">Sources</h2><ol>${sources.map(sourceHtml).join('')}</ol></section><p class="small topics">Topics: ${escapeHTML(topics.join(', '))}</p></div></div>`,
    `<div class="wrap related"><section aria-labelledby="related"><h2 id="related">Read on</h2><ul class="plain">${related.map(cardHtml).join('')}</ul></section></div>`,
  ].join('')
}

/** An article or service in a list. */
export function cardHtml(document: SourceDocument): string {
  return `<li><a class="onward" href="${pathOf(document)}">${escapeHTML(document.title)}</a><p class="small">${escapeHTML(document.summary)}</p></li>`
}

function bodyHtml(
  { body }: SourceDocument,
  byId: ReadonlyMap<string, SourceDocument>,
  sources: Source[],
): string {
  const heading =
    (level: 2 | 3) =>
    ({ children = '', value }: { children?: string; value: object }) =>
      `<h${level} id="${toId(plain(value))}">${children}</h${level}>`
  return toHTML(body, {
    components: {
      block: { h2: heading(2), h3: heading(3), numberedHeading: heading(2) },
      marks: {
        internalLink: ({ children, value }) => {
          const target = byId.get(value.target._ref)
          return target ? `<a href="${pathOf(target)}">${children}</a>` : children
        },
        externalLink: ({ children, value }) =>
          `<a href="${escapeHTML(value.href)}" rel="external noreferrer">${children}</a>`,
      },
      types: {
        citation: ({ value }) => {
          const number = sources.push(value)
          return `<sup class="cite"><a id="cited-${number}" href="#source-${number}"><span class="visually-hidden">Source </span>${number}</a></sup>`
        },
        callout: ({ value }) =>
          `<aside class="callout ${value.tone}" aria-labelledby="note-${value._key}"><h4 id="note-${value._key}" class="heading"><span class="kind">Good to know:</span> ${escapeHTML(value.heading)}</h4><div class="prose">${bodyHtml({ ...value, body: value.text }, byId, sources)}</div></aside>`,
        callToAction: ({ value }) => contactBox(escapeHTML(value.heading ?? 'Talk with us'), 4),
      },
    },
    onMissingComponent: false,
  })
}

function sourceHtml({ authors, title, journal, year, doi }: Source, index: number): string {
  return `<li id="source-${index + 1}" class="cited">${escapeHTML(authors)} ${escapeHTML(title)}. <cite>${escapeHTML(journal)}</cite>, ${year}. <a href="https://doi.org/${escapeHTML(doi)}" rel="external noreferrer">doi:${escapeHTML(doi)}</a></li>`
}

/** The JSON-LD of an article's page, as script elements. */
export function articleStructuredData(article: SourceDocument, { byId }: PeerContent): string {
  const { title, summary, publishedAt, lastReviewed } = article
  const url = `${siteUrl}${pathOf(article)}`
  const page = {
    '@context': 'https://schema.org',
    '@type': 'MedicalWebPage',
    '@id': url,
    url,
    name: title,
    description: summary,
    inLanguage: 'en-US',
    datePublished: publishedAt,
    author: { '@type': 'Person', name: nameOf(article.author, byId) },
    lastReviewed,
    reviewedBy: { '@type': 'Person', name: nameOf(article.reviewer, byId) },
    publisher: { '@id': `${siteUrl}/#clinic` },
  }
  const trail = {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: [
      { '@type': 'ListItem', position: 1, name: 'Stillwater Mental Health', item: `${siteUrl}/` },
      { '@type': 'ListItem', position: 2, name: 'Articles', item: `${siteUrl}/articles/` },
      { '@type': 'ListItem', position: 3, name: title, item: url },
    ],
  }
  return [page, trail]
    .map(
      data =>
        `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`,
    )
    .join('')
}

function nameOf({ _ref }: { _ref: string }, byId: ReadonlyMap<string, SourceDocument>): string {
  return byId.get(_ref)?.name ?? ''
}

function plain(block: { children?: { text?: string }[] }): string {
  return block.children?.map(({ text }) => text ?? '').join('') ?? ''
}

function toId(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}
