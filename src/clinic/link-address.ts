const pasteAddress = 'Paste the full address, starting with https://'

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

/** What is wrong with the address of a link that staff typed, and what to do; null for one that is good. */
export function linkAddressFault(address: string): string | null {
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
