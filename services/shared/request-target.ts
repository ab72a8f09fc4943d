import type { IncomingMessage } from 'node:http'

/**
 * A request's address without its real host; null if its target is not a decodable path. All targets are parsed here, since
 * `new URL` throws on some, and reads the first part of `//x/y` as a host.
 */
export function findTarget({ url = '' }: Pick<IncomingMessage, 'url'>): URL | null {
  if (!/^\/(?![/\\])/.test(url)) return null
  const target = new URL(`http://localhost${url}`)
  try {
    return decodeURIComponent(target.pathname).includes('\0') ? null : target
  } catch {
    return null
  }
}

/** The host name of a request in lower case, with its port; null if the header is malformed. */
export function findHost({
  headers,
}: Pick<IncomingMessage, 'headers'>): { name: string; host: string } | null {
  const found = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/.exec(headers.host?.toLowerCase() ?? '')
  return found ? { name: found[1] ?? '', host: found[0] } : null
}

/**
 * Whether a request comes from a page of this origin, a person or a program: browsers send `Sec-Fetch-Site`, with `none`
 * for typed addresses; programs do not send it.
 */
export function isFromOwnOrigin({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}
