import { type Language, languageId } from '#domain/languages.ts'
import { type KeptDocument, unpackText } from '#sanity/kept-document.ts'
import { rememberEach } from '#site/remember.ts'
import { type Addressed, type Site, toPath } from '#site/site.ts'
import { listVersions } from '#site/translations.ts'
import { listNotices } from './clinic-view.ts'

/** A page in one of the languages that it is in; null is the language of the site. */
export interface PageVersion {
  language: Language | null
  path: string
}

/** In what language a page is, and in which others it is there. */
export interface PageLanguage {
  language: Language | null
  /** Every version that is out, the original first and the page itself among them; none for a page that has no other. */
  versions: readonly PageVersion[]
}

/** The language of the page at a path; null for one in the language of the site that has no translation. */
export function findPageLanguage(site: Site, path: string): PageLanguage | null {
  const page = site.at(path)
  if (!page) return null
  const versions = listVersions(site, page).map(toVersion)
  if (versions.length > 1) return { language: page.language, versions }
  return page.language === null ? null : { language: page.language, versions: [] }
}

const toVersion = rememberEach(
  (page: Addressed): PageVersion => ({ language: page.language, path: toPath(page) }),
)

/** Where the notices of the clinic speak a language. */
export interface LanguageHelp {
  language: Language
  path: string
}

/** The languages of the notices, each with the place that the first notice has for it. */
export function listLanguageHelp(site: Site): LanguageHelp[] {
  const all = listNotices(site).flatMap(notice => {
    const kept = site.find(notice._id)
    return kept
      ? languagesOf(kept).map(language => ({ language, path: `${toPath(notice)}#${languageId(language)}` }))
      : []
  })
  return [...new Map(all.toReversed().map(each => [each.language, each])).values()].toReversed()
}

const languagesOf = rememberEach(({ content }: KeptDocument): readonly Language[] =>
  content === null
    ? []
    : unpackText(content).flatMap(node => (node._type === 'languageBlock' ? [node.language] : [])),
)
