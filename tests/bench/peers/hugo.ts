import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  articleContent,
  articleStructuredData,
  contentOf,
  type SourceDocument,
  siteUrl,
} from './article-html.ts'
import { pageShell } from './page-shell.ts'
import { articleMain, articlesPerPage, homeMain, listMain } from './peer-site.ts'

/** What builds the site, from the folder that `prepareHugo` made, into its folder `public`. */
export const buildHugo = ['hugo', '--quiet'] as const

/** Its own words about its version; null where it is not on the PATH. */
export function findHugoVersion(): string | null {
  try {
    return /v[\d.]+\S*/.exec(execFileSync('hugo', ['version'], { encoding: 'utf8' }))?.[0] ?? 'unknown'
  } catch {
    return null
  }
}

/**
 * Writes a Hugo site into `folder`. Hugo cannot read Portable Text: the text of each article, and its JSON-LD, are made
 * into HTML beforehand, and that is not measured.
 */
export async function prepareHugo(folder: string, documents: readonly SourceDocument[]): Promise<void> {
  const content = join(folder, 'content', 'articles')
  const layouts = join(folder, 'layouts')
  await mkdir(content, { recursive: true })
  await mkdir(join(layouts, '_default'), { recursive: true })
  const site = contentOf(documents)
  await writeFile(join(folder, 'config.json'), JSON.stringify(config))
  await writeFile(join(layouts, 'index.html'), layout(homeMain(latest), ''))
  await writeFile(join(layouts, '_default', 'list.html'), layout(listMain(cards, links), ''))
  await writeFile(
    join(layouts, '_default', 'single.html'),
    layout(
      articleMain('{{ .Title }}', '{{ .Description }}', '{{ .Content }}'),
      '{{ .Params.jsonld | safeHTML }}',
    ),
  )
  await writeFile(join(content, '_index.html'), frontMatter({ title: 'Articles', description }))
  for (const article of site.articles) {
    const { title, summary, slug, publishedAt } = article
    const head = { title, description: summary, date: publishedAt, slug: slug.current }
    const page = { ...head, jsonld: articleStructuredData(article, site) }
    await writeFile(articleFile(folder, slug.current), frontMatter(page) + articleContent(article, site))
  }
}

/** The file of an article, which an edit changes. */
export function articleFile(folder: string, slug: string): string {
  return join(folder, 'content', 'articles', `${slug}.html`)
}

const description = 'Care for depression and other mental health conditions in Ohio.'

const config = {
  baseURL: `${siteUrl}/`,
  languageCode: 'en-us',
  title: 'Home',
  params: { description },
  paginate: articlesPerPage,
  disableKinds: ['taxonomy', 'term', 'RSS', 'sitemap', 'robotsTXT', '404'],
  disableAliases: true,
}

const card =
  '<li><a class="onward" href="{{ .RelPermalink }}">{{ .Title }}</a><p class="small">{{ .Description }}</p></li>'
const latest = `{{ range first 3 .Site.RegularPages.ByDate.Reverse }}${card}{{ end }}`
const cards = `{{ range .Paginator.Pages }}${card}{{ end }}`
const links =
  '{{ with .Paginator }}{{ if .HasPrev }}<a href="{{ .Prev.URL }}">Newer articles</a> {{ end }}{{ if .HasNext }}<a href="{{ .Next.URL }}">Older articles</a>{{ end }}{{ end }}'

function layout(main: string, structuredData: string): string {
  return pageShell({
    title: '{{ .Title }}',
    description: '{{ with .Description }}{{ . }}{{ else }}{{ .Site.Params.description }}{{ end }}',
    url: '{{ .Permalink }}',
    structuredData,
    main,
  })
}

/** Hugo takes JSON at the top of a file. */
function frontMatter(fields: object): string {
  return `${JSON.stringify(fields, null, 1)}\n\n`
}
