import { englishName } from '#domain/languages.ts'
import { plainLine } from '#domain/plain-line.ts'
import type { PageCard } from '#selectors/clinic-view.ts'
import type { PageKind, Words } from '#words/words.ts'

/** What `/llms.txt` is made of. */
export interface LlmsInput {
  clinicName: string
  description: string
  /** The numbers to call and to text, as patients read them. */
  call: string
  text: string
  /** The places of a clinic with more than one: “Lakeside office: 2 Shore Road, Akron, OH 44308”. */
  places: readonly string[]
  lists: readonly PageList[]
  /** The paths of the fixed pages that the site has. */
  openPages: readonly string[]
  /** Without a slash at its end. */
  siteUrl: string
  words: Words
}

/** Pages of one kind. */
export interface PageList {
  kind: PageKind
  pages: readonly PageCard[]
}

/** The site in one page for language models, in the shape that llmstxt.org describes: Markdown, with links below headings. */
export function llmsTxt(input: LlmsInput): string {
  const { clinicName, description, call, text, places, lists, openPages, siteUrl } = input
  const { llms, kinds } = input.words
  const line = (name: string, path: string, summary: string) => `- [${name}](${siteUrl}${path}): ${summary}`
  const ifOpen = (name: string, path: string, summary: string) =>
    openPages.includes(path) ? [line(name, path, summary)] : []
  const links = (pages: readonly PageCard[]) =>
    pages.map(({ path, title, summary, language }) =>
      line(
        escapeBrackets(title),
        path,
        `${language ? `(${englishName(language)}) ` : ''}${plainLine(summary)}`,
      ),
    )
  const starts = ifOpen(llms.startDates, '/group-therapy/', llms.startDatesSummary)
  return [
    `# ${plainLine(clinicName)}`,
    '',
    `> ${plainLine(description)}`,
    '',
    llms.crisis,
    '',
    llms.use,
    ...lists.flatMap(({ kind, pages }) =>
      section(kinds[kind].many, [...(kind === 'group' ? starts : []), ...links(pages)]),
    ),
    ...section(llms.contact, [
      line(llms.contact, '/contact/', llms.contactSummary(call, text)),
      ...places.map(place => `- ${plainLine(place)}`),
      ...ifOpen(llms.team, '/team/', llms.teamSummary),
    ]),
    ...section(llms.optional, [
      ...ifOpen(llms.allArticles, '/articles/', llms.allArticlesSummary),
      line(llms.sitemap, '/sitemap.xml', llms.sitemapSummary),
    ]),
    '',
  ].join('\n')
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', `## ${heading}`, '', ...lines] : []
}

/** The words of a link: brackets would end it. */
function escapeBrackets(text: string): string {
  return plainLine(text).replace(/[\\[\]]/g, '\\$&')
}
