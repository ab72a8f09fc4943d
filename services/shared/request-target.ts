import type { IncomingMessage } from 'node:http'

/**
 * The address that a request asks for, its host put aside; null where its target is no path that can be decoded. Every
 * target is read here: `new URL` throws on some, and takes the first part of `//x/y` for a host.
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

/** The name that a request calls this server by, in lower case, with its port; null where the header is not well-formed. */
export function findHost({
  headers,
}: Pick<IncomingMessage, 'headers'>): { name: string; host: string } | null {
  const found = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/.exec(headers.host?.toLowerCase() ?? '')
  return found ? { name: found[1] ?? '', host: found[0] } : null
}

/**
 * Whether no page of another origin makes a request: browsers say by `Sec-Fetch-Site` what of theirs does, and `none` for
 * what a person typed; programs say nothing.
 */
export function isFromOwnOrigin({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}
