import type { Language } from '#domain/languages.ts'
import { webHref } from '#domain/link-address.ts'
import { menuPages, pagesOfEveryMenu } from '#domain/routes.ts'
import { findVisibleText } from '#domain/visible-text.ts'
import { listOpenPages } from '#site/open-pages.ts'
import { findLinked, type Site, toPath } from '#site/site.ts'

/** An entry of the main menu. */
export interface MenuEntry {
  href: string
  text: string
  /** The key of its row in the settings; null where staff have given none. */
  key: string | null
  /** Of the text; null is the language of the site. */
  language: Language | null
}

/** A link to the patient portal, which is another website. */
export interface PortalView {
  href: string
  text: string
}

/**
 * The main menu: the entries of the settings, or every page. A page that is not published, or has nothing to show, is left
 * out; those that every menu has come last where staff left them out, so that Contact can always be reached.
 */
export function listMenu(site: Site): MenuEntry[] {
  const isOpen = (path: string) => listOpenPages(site).includes(path)
  const rows = site.settings.menu ?? []
  const chosen = rows.flatMap(({ _key, path, page, label }): MenuEntry[] => {
    const text = findVisibleText(label)
    if (path !== null)
      return isOpen(path) ? [{ href: path, text: text ?? getTitle(path), key: _key, language: null }] : []
    const linked = page && findLinked(site, page._ref)
    if (!linked) return []
    const language = text === null ? linked.language : null
    return [{ href: toPath(linked), text: text ?? linked.title, key: _key, language }]
  })
  const paths = rows.length > 0 ? pagesOfEveryMenu : menuPages.map(({ value }) => value)
  const missing = paths.filter(path => isOpen(path) && !chosen.some(({ href }) => href === path))
  return [
    ...chosen,
    ...missing.map(path => ({ href: path, text: getTitle(path), key: null, language: null })),
  ]
}

/** The patient portal; null for a clinic without. */
export function findPortal({ settings }: Site): PortalView | null {
  const { otherContact } = settings
  const href = webHref(otherContact?.portalUrl ?? '')
  return href === null
    ? null
    : { href, text: findVisibleText(otherContact?.portalLabel ?? null) ?? 'Patient portal' }
}

function getTitle(path: string): string {
  return menuPages.find(({ value }) => value === path)?.title ?? path
}
