import type { AstroGlobal } from 'astro'
import type { Language } from '#domain/languages.ts'
import { pageLanguage } from './selectors.ts'

/** The language of the page that is being rendered; null is that of the site. */
export function currentLanguage({ locals, url }: Pick<AstroGlobal, 'locals' | 'url'>): Language | null {
  return locals.select(pageLanguage, url.pathname)?.language ?? null
}
