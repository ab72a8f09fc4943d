import type { SanityClient } from '@sanity/client'
import { validatePreviewUrl } from '@sanity/preview-url-secret'
import {
  urlSearchParamPreviewPathname,
  urlSearchParamPreviewSecret,
} from '@sanity/preview-url-secret/constants'
import type { Clock } from '../clock.ts'
import { judgeEntryLink } from './entry-link.ts'
import type { ShutReason } from './own-pages.ts'

/** Where the Studio's Presentation tool asks to be let in, with a secret that it wrote into the Content Lake. */
export const enablePath = '/_preview/enable'

/** Secrets of the Studio that are looked up at once: each costs the Content Lake a query. */
const mostAtOnce = 4

/** Longer than any secret of the Studio's, in characters. */
const longestSecret = 500

/** What became of somebody at the entrance. */
export type Admission =
  | { admitted: true; by: 'link' | 'Studio'; studioOrigin: string | null; to: string }
  | { admitted: false; reason: Exclude<ShutReason, 'none'> | 'busy' }

/** Who may see drafts: the bearer of a signed link, and a Studio whose secret the Content Lake knows. */
export function createEntrance(options: { client: SanityClient; clock: Clock; secret: string }) {
  const { client, clock, secret } = options
  let asking = 0

  return {
    byLink(query: URLSearchParams): Admission {
      const verdict = judgeEntryLink(query, secret, clock.now())
      return verdict === 'good'
        ? { admitted: true, by: 'link', studioOrigin: null, to: '/' }
        : { admitted: false, reason: verdict }
    },

    /** @throws whatever keeps the Content Lake from being asked: nobody is let in then. */
    async byStudio(query: URLSearchParams): Promise<Admission> {
      const given = query.get(urlSearchParamPreviewSecret) ?? ''
      if (given === '' || given.length > longestSecret) return { admitted: false, reason: 'studio' }
      if (asking >= mostAtOnce) return { admitted: false, reason: 'busy' }
      asking += 1
      try {
        // The rest of the address is none of the package's business: it prints what it cannot read.
        const asked = `${enablePath}?${new URLSearchParams({ [urlSearchParamPreviewSecret]: given })}`
        const { isValid, studioOrigin } = await validatePreviewUrl(client, asked)
        if (!isValid) return { admitted: false, reason: 'studio' }
        const to = toOwnPath(query.get(urlSearchParamPreviewPathname))
        return { admitted: true, by: 'Studio', studioOrigin: toWebOrigin(studioOrigin), to }
      } finally {
        asking -= 1
      }
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

function toWebOrigin(origin: string | undefined): string | null {
  return origin && /^https?:\/\/[^\s;,'"]+$/.test(origin) ? origin : null
}
