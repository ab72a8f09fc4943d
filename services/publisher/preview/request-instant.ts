import type { IncomingMessage } from 'node:http'

/** A request's decoded path and its query. A target that is not a path means the home page. */
export function parseTarget({ url = '/' }: IncomingMessage): { path: string; query: URLSearchParams } {
  const at = url.indexOf('?')
  const raw = at < 0 ? url : url.slice(0, at)
  const query = new URLSearchParams(at < 0 ? '' : url.slice(at + 1))
  try {
    return { path: raw.startsWith('/') ? decodeURI(raw) : '/', query }
  } catch {
    return { path: raw, query }
  }
}

/**
 * The instant of the page whose link was followed, so that staff stay at their date although the page's links are those of
 * the release.
 */
export function findReferrerInstant({ headers }: IncomingMessage): string | null {
  const destination = headers['sec-fetch-dest']
  const isFollowed = destination === 'document' || destination === 'iframe'
  const { referer } = headers
  if (!isFollowed || !referer || !URL.canParse(referer)) return null
  const from = new URL(referer)
  const asked = from.host === headers.host ? from.searchParams.get('at') : null
  return asked === 'now' ? null : asked
}

/** A path with its query and the requested instant. */
export function withInstant(path: string, query: URLSearchParams, asked: string | null): string {
  const carried = new URLSearchParams(query)
  if (asked !== null) carried.set('at', asked)
  return carried.size > 0 ? `${path}?${carried}` : path
}
