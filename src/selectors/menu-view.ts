import type { Language } from '#domain/languages.ts'
import { webHref } from '#domain/link-address.ts'
import { type MenuPage, menuPages, pagesOfEveryMenu } from '#domain/routes.ts'
import { findVisibleText } from '#domain/visible-text.ts'
import { listOpenPages } from '#site/open-pages.ts'
import { findLinked, type Site, toPath } from '#site/site.ts'

/** An entry of the main menu. Without a text, it has the title of the page of the site that it leads to. */
export type MenuEntry = ({ href: string; text: string } | { href: MenuPage; text: null }) & {
  /** The key of its row in the settings; null where staff have given none. */
  key: string | null
  /** Of the text; null is the language of the site. */
  language: Language | null
}

/** A link to the patient portal, which is another website. */
export interface PortalView {
  href: string
  /** Null where the clinic has given it none. */
  text: string | null
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
    if (path !== null) return isOpen(path) ? [toEntry(path, text, _key)] : []
    const linked = page && findLinked(site, page._ref)
    if (!linked) return []
    const language = text === null ? linked.language : null
    return [{ href: toPath(linked), text: text ?? linked.title, key: _key, language }]
  })
  const paths = rows.length > 0 ? pagesOfEveryMenu : menuPages
  const missing = paths.filter(path => isOpen(path) && !chosen.some(({ href }) => href === path))
  return [...chosen, ...missing.map(path => toEntry(path, null, null))]
}

/** The patient portal; null for a clinic without. */
export function findPortal({ settings }: Site): PortalView | null {
  const { otherContact } = settings
  const href = webHref(otherContact?.portalUrl ?? '')
  return href === null ? null : { href, text: findVisibleText(otherContact?.portalLabel ?? null) }
}

function toEntry(href: MenuPage, text: string | null, key: string | null): MenuEntry {
  const entry = { href, key, language: null }
  return text === null ? { ...entry, text } : { ...entry, text }
}
