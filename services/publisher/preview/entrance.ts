import type { SanityClient } from '@sanity/client'
import {
  urlSearchParamPreviewPathname,
  urlSearchParamPreviewSecret,
} from '@sanity/preview-url-secret/constants'
import type { Clock } from '../clock.ts'
import { judgeEntryLink } from './entry-link.ts'
import type { ShutReason } from './own-pages.ts'
import { createStudioSecrets } from './studio-secrets.ts'

/** Where the Studio's Presentation tool asks to be let in, with a secret that it wrote into the Content Lake. */
export const enablePath = '/_preview/enable'

/** Longer than any secret of the Studio's, in characters. */
const longestSecret = 500

/** What became of somebody at the entrance. */
export type Admission =
  | { admitted: true; by: 'link' | 'Studio'; studioOrigin: string | null; to: string }
  | { admitted: false; reason: Exclude<ShutReason, 'none'> }

/** Who may see drafts: the bearer of a signed link, and a Studio whose secret the Content Lake knows. */
export function createEntrance(options: { client: SanityClient; clock: Clock; secret: string }) {
  const { clock, secret } = options
  const studioSecrets = createStudioSecrets(options)

  return {
    byLink(query: URLSearchParams): Admission {
      const verdict = judgeEntryLink(query, secret, clock.now())
      return verdict === 'good'
        ? { admitted: true, by: 'link', studioOrigin: null, to: '/' }
        : { admitted: false, reason: verdict }
    },

    /** @throws BusyError, or whatever keeps the Content Lake from being asked: nobody is let in then. */
    async byStudio(query: URLSearchParams): Promise<Admission> {
      const given = query.get(urlSearchParamPreviewSecret) ?? ''
      if (given === '' || given.length > longestSecret) return { admitted: false, reason: 'studio' }
      const found = await studioSecrets.find(given)
      if (found === null) return { admitted: false, reason: 'studio' }
      const to = toOwnPath(query.get(urlSearchParamPreviewPathname))
      return { admitted: true, by: 'Studio', studioOrigin: toWebOrigin(found.studioUrl), to }
    },
  }
}

/** A path of this door, with its query; the home page for anything that would lead elsewhere. */
export function toOwnPath(text: string | null): string {
  if (text === null || !URL.canParse(text, ownOrigin)) return '/'
  const { origin, pathname, search } = new URL(text, ownOrigin)
  return origin === ownOrigin && !pathname.startsWith('//') ? `${pathname}${search}` : '/'
}

const ownOrigin = 'http://preview.invalid'

/** The origin of an address that a Studio gave as its own; null for what cannot stand in a header. */
function toWebOrigin(url: string | null | undefined): string | null {
  if (!url || !URL.canParse(url)) return null
  const { origin } = new URL(url)
  return /^https?:\/\/[^\s;,'"]+$/.test(origin) ? origin : null
}
