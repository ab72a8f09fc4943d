import { longest, tooLong } from './lengths.ts'

export const pasteAddress = 'Paste the full address, starting with https://'

const noTypedNumber =
  'A number typed into a link stays behind when the clinic’s number changes. Take this link away and insert “Call and text buttons” instead: they always have the number of the settings.'

/** What links may lead to, besides paths of this site: other websites, and mailboxes. */
const allowedProtocols: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/** What would call or text a number, by whatever program. */
const phoneProtocols: ReadonlySet<string> = new Set([
  'callto:',
  'facetime-audio:',
  'facetime:',
  'sms:',
  'smsto:',
  'tel:',
  'whatsapp:',
])

/** What is wrong with the address of a page on the web, and what to do; null for one that is good. */
export function webAddressFault(address: string): string | null {
  if (address.length > longest('address')) return tooLong('address')
  return webHref(address) === null ? pasteAddress : null
}

/**
 * The address where it leads to a page of the web; null for any other, such as `javascript:`. Asked once more where a
 * page shows it: what an older version of this code took in is shown until staff mend it.
 */
export function webHref(address: string): string | null {
  return /^https?:$/.test(URL.parse(address)?.protocol ?? '') ? address.trim() : null
}

/** What is wrong with the address of a link that staff typed, and what to do; null for one that is good. */
export function linkAddressFault(address: string): string | null {
  if (address.length > longest('address')) return tooLong('address')
  if (isSitePath(address)) return null
  const url = URL.parse(address)
  if (!url) return pasteAddress
  if (phoneProtocols.has(url.protocol)) return noTypedNumber
  if (!allowedProtocols.has(url.protocol)) return pasteAddress
  if (url.protocol === 'mailto:' && !/^[^\s@]+@[^\s@]+$/.test(url.pathname)) {
    return 'Write the whole e-mail address after mailto:, for example mailto:office@clinic.example'
  }
  return null
}

/** The path on this site that an address names, with what follows it; null for one that leads elsewhere. */
export function ownAddress(
  address: string,
  siteUrl: string,
): { path: string; search: string; hash: string } | null {
  const site = new URL(siteUrl)
  const url = isSitePath(address) ? URL.parse(address, site) : URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol) || plainHost(url) !== plainHost(site)) return null
  const { pathname, search, hash } = url
  return { path: pathname.endsWith('/') ? pathname : `${pathname}/`, search, hash }
}

/** An address without a host, such as /articles/sleep/. Two slashes would begin the name of another website. */
function isSitePath(address: string): boolean {
  return /^\/(?![/\\])/.test(address) && URL.canParse(address, 'https://clinic.example')
}

/** With “www.” or without, people mean the same website. */
function plainHost({ host }: URL): string {
  return host.replace(/^www\./, '')
}
