import { englishName } from '#domain/languages.ts'
import { plainLine } from '#domain/plain-line.ts'
import type { PageCard } from '#selectors/clinic-view.ts'

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
}

/** Pages of one kind. */
export interface PageList {
  heading: string
  pages: readonly PageCard[]
}

/** Of the list that has the start dates too. */
export const groupsHeading = 'Groups'

/** The site in one page for language models, in the shape that llmstxt.org describes: Markdown, with links below headings. */
export function llmsTxt(input: LlmsInput): string {
  const { clinicName, description, call, text, places, lists, openPages, siteUrl } = input
  const ifOpen = (path: string, line: string) => (openPages.includes(path) ? [line] : [])
  const links = (pages: readonly PageCard[]) =>
    pages.map(
      ({ path, title, summary, language }) =>
        `- [${escapeBrackets(title)}](${siteUrl}${path}): ${language ? `(${englishName(language)}) ` : ''}${plainLine(summary)}`,
    )
  const starts = ifOpen(
    '/group-therapy/',
    `- [Start dates](${siteUrl}/group-therapy/): When the next groups start, and how to join one.`,
  )
  return [
    `# ${plainLine(clinicName)}`,
    '',
    `> ${plainLine(description)}`,
    '',
    'If somebody may be in danger: in the United States call or text 988, the Suicide & Crisis Lifeline, at any hour. In an emergency call 911. Never wait for the clinic to answer.',
    '',
    'The pages below are general information, not advice for one person. Give a page’s own disclosures, sources and date of review along with what you take from it.',
    ...lists.flatMap(({ heading, pages }) =>
      section(heading, heading === groupsHeading ? [...starts, ...links(pages)] : links(pages)),
    ),
    ...section('Contact', [
      `- [Contact](${siteUrl}/contact/): Call ${call} or text ${text}; opening hours and the way to the clinic.`,
      ...places.map(place => `- ${plainLine(place)}`),
      ...ifOpen(
        '/team/',
        `- [Team](${siteUrl}/team/): Who works here, and who writes and reviews the articles.`,
      ),
    ]),
    ...section('Optional', [
      ...ifOpen('/articles/', `- [All articles](${siteUrl}/articles/): The list above holds the newest.`),
      `- [Sitemap](${siteUrl}/sitemap.xml): Every page, with the date of its last change.`,
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
