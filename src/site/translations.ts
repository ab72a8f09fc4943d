import type { DocumentType } from '#domain/document-types.ts'
import type { Language } from '#domain/languages.ts'
import { findOriginalFault } from '#domain/translations.ts'
import { type Addressed, derive, findLinked, listDocuments, type Site } from './site.ts'
import { toTranslationList, translationList } from './site-lists.ts'

/** What a page translates, if that is out and can be translated by it. */
function findOriginal(site: Site, page: Addressed): Addressed | null {
  const original = page.translationOf && findLinked(site, page.translationOf._ref)
  return original && findOriginalFault(page, original) === null ? original : null
}

/** The page that another one counts as: its original, if that is out, else itself. */
export function toOriginal(site: Site, page: Addressed): Addressed {
  return findOriginal(site, page) ?? page
}

/** A page in every language that it is out in, the original first and the page itself among them. */
export function listVersions(site: Site, page: Addressed): Addressed[] {
  const original = toOriginal(site, page)
  const translations = site.list(toTranslationList(original._id)).flatMap(id => {
    const translation = findLinked(site, id)
    return translation && findOriginalFault(translation, original) === null ? [translation] : []
  })
  return [original, ...translations]
}

/** A page in the language, if it is out in that; else as it is. */
export function toVersionIn(site: Site, page: Addressed, language: Language | null): Addressed {
  return listVersions(site, page).find(version => version.language === language) ?? page
}

/** The ids of originals that are out, by the ids of their translations. */
const originalIds = derive(
  'originalIds',
  (site): ReadonlyMap<string, string> =>
    new Map(
      site.list(translationList).flatMap(id => {
        const page = findLinked(site, id)
        const original = page && findOriginal(site, page)
        return original ? [[id, original._id] as const] : []
      }),
    ),
)

/** The ids of a list (`site-lists.ts`), in its order: a translation counts as its original, and is not listed beside it. */
export const listOriginals = derive('listOriginals', (site, list): readonly string[] => {
  const ids = site.list(list)
  const originals = originalIds(site)
  if (originals.size === 0) return ids
  const listed = new Set(ids)
  return ids.filter(id => !listed.has(originals.get(id) ?? ''))
})

/** The documents of a type in the order of its list, no translation beside its original. */
export function listOriginalDocuments<Type extends DocumentType>(site: Site, type: Type) {
  const listed = new Set(listOriginals(site, type))
  return listDocuments(site, type).filter(({ _id }) => listed.has(_id))
}
