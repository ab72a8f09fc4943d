import type { SanityClient } from '@sanity/client'
import {
  urlSearchParamPreviewPathname,
  urlSearchParamPreviewSecret,
} from '@sanity/preview-url-secret/constants'
import type { Clock } from '../clock.ts'
import { judgeEntryLink } from './entry-link.ts'
import type { ShutReason } from './own-pages.ts'
import { createStudioSecrets } from './studio-secrets.ts'

/** Where the Studio's Presentation tool opens the preview, with a secret that it wrote into the Content Lake. */
export const enablePath = '/_preview/enable'

/** Length limit of a secret, in characters. */
const longestSecret = 500

/** The result of a request to enter. */
export type Admission =
  | { admitted: true; by: 'link' | 'Studio'; studioOrigin: string | null; to: string }
  | { admitted: false; reason: Exclude<ShutReason, 'none'> }

/** Admits to the preview with a signed link, or with a Studio's secret that is in the Content Lake. */
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

    /** @throws BusyError, or errors of the Content Lake; nobody is admitted then. */
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

/** A path of the preview with its query; the home page for anything that leads elsewhere. */
export function toOwnPath(text: string | null): string {
  if (text === null || !URL.canParse(text, ownOrigin)) return '/'
  const { origin, pathname, search } = new URL(text, ownOrigin)
  return origin === ownOrigin && !pathname.startsWith('//') ? `${pathname}${search}` : '/'
}

const ownOrigin = 'http://preview.invalid'

/** The origin of the address that a Studio sent as its own; null if it cannot be used in a header. */
function toWebOrigin(url: string | null | undefined): string | null {
  if (!url || !URL.canParse(url)) return null
  const { origin } = new URL(url)
  return /^https?:\/\/[^\s;,'"]+$/.test(origin) ? origin : null
}
