/** Where services that count clicks keep the address that they lead to. */
const detours: readonly { host: RegExp; path: RegExp; parameter: string }[] = [
  { host: /^(?:www\.)?google\.[a-z.]+$/, path: /^\/url$/, parameter: 'q' },
  { host: /^(?:www\.)?google\.[a-z.]+$/, path: /^\/url$/, parameter: 'url' },
  { host: /\.safelinks\.protection\.outlook\.com$/, path: /^\//, parameter: 'url' },
  { host: /^l\.(?:facebook|instagram)\.com$/, path: /^\/l\.php$/, parameter: 'u' },
]

/** Nobody sends a link round more corners. */
const mostDetours = 5

/** The address that a link really leads to: Google Docs and Outlook put one of their own before it. */
export function withoutDetour(href: string, most = mostDetours): string {
  const url = URL.parse(href.trim())
  if (!url) return href.trim()
  for (const { host, path, parameter } of detours) {
    const target = host.test(url.hostname) && path.test(url.pathname) && url.searchParams.get(parameter)
    if (target && most > 0 && URL.canParse(target)) return withoutDetour(target, most - 1)
  }
  return href.trim()
}

/** What an address is good for in a text of the site. */
export type Address =
  | { kind: 'web'; href: string }
  | { kind: 'mail'; address: string }
  | { kind: 'phone'; number: string }
  | { kind: 'nowhere' }

/** @param base The page of the link, used to resolve `/about`; without one, relative links are dropped. */
export function parseAddress(given: string, base?: string): Address {
  const href = withoutDetour(given)
  if (href === '' || href.startsWith('#')) return { kind: 'nowhere' }
  const url = base ? URL.parse(href, base) : URL.parse(href)
  if (!url) return { kind: 'nowhere' }
  if (url.protocol === 'https:' || url.protocol === 'http:')
    return { kind: 'web', href: withoutDetour(url.href) }
  if (url.protocol === 'mailto:' && /^[^\s@]+@[^\s@]+$/.test(url.pathname)) {
    return { kind: 'mail', address: url.pathname }
  }
  if (/^(?:tel|sms|callto|whatsapp):$/.test(url.protocol))
    return { kind: 'phone', number: decoded(url.pathname) }
  return { kind: 'nowhere' }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
