/** How a page uses an address: patients may follow a link anywhere; what the browser loads stays on this site. */
export type Reference = { url: string; use: 'link' | 'load' }

const loadingRels = new Set([
  'stylesheet',
  'icon',
  'apple-touch-icon',
  'mask-icon',
  'manifest',
  'preload',
  'modulepreload',
  'prefetch',
  'prerender',
  'preconnect',
  'dns-prefetch',
])

/** Attributes whose address the browser fetches by itself, and those that a visitor follows. */
const attributesOf: Record<string, { load?: readonly string[]; link?: readonly string[] }> = {
  a: { link: ['href'], load: ['ping'] },
  area: { link: ['href'], load: ['ping'] },
  audio: { load: ['src'] },
  body: { load: ['background'] },
  embed: { load: ['src'] },
  feimage: { load: ['href', 'xlink:href'] },
  form: { load: ['action'] },
  button: { load: ['formaction'] },
  frame: { load: ['src'] },
  iframe: { load: ['src'] },
  image: { load: ['href', 'xlink:href'] },
  img: { load: ['src', 'longdesc'] },
  input: { load: ['src', 'formaction'] },
  object: { load: ['data'] },
  script: { load: ['src', 'href', 'xlink:href'] },
  source: { load: ['src'] },
  track: { load: ['src'] },
  use: { load: ['href', 'xlink:href'] },
  video: { load: ['src', 'poster'] },
}

/** Every address that an element names. A form counts as loading: what patients type stays on this site. */
export function referencesOf(name: string, attributes: ReadonlyMap<string, string>): Reference[] {
  const found: Reference[] = []
  const known = attributesOf[name.toLowerCase()]
  for (const use of ['load', 'link'] as const) {
    for (const attribute of known?.[use] ?? []) {
      const url = attributes.get(attribute)
      if (url?.trim()) found.push({ url, use })
    }
  }
  for (const attribute of ['srcset', 'imagesrcset']) {
    for (const url of parseSrcset(attributes.get(attribute) ?? '')) found.push({ url, use: 'load' })
  }
  if (name === 'link') found.push(...linkReferences(attributes))
  if (name === 'meta') found.push(...metaReferences(attributes))
  for (const url of parseCssUrls(attributes.get('style') ?? '')) found.push({ url, use: 'load' })
  return found
}

/** The addresses that a style sheet has the browser fetch. */
export function parseCssUrls(css: string): string[] {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '')
  const pattern = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/gi
  return [...plain.matchAll(pattern)]
    .map(match => match.slice(1).find(group => group !== undefined) ?? '')
    .filter(url => url !== '')
}

/** The candidates of a `srcset`; an address may hold commas, though none at its end (HTML, "parse a srcset attribute"). */
export function parseSrcset(srcset: string): string[] {
  return [...srcset.matchAll(/[\s,]*([^\s,]\S*[^\s,]|[^\s,])(?:\s*,|\s+[^,]*(?:,|$)|$)/g)].map(
    match => match[1] ?? '',
  )
}

function linkReferences(attributes: ReadonlyMap<string, string>): Reference[] {
  const url = attributes.get('href')
  if (!url?.trim()) return []
  const rels = (attributes.get('rel') ?? '').toLowerCase().split(/\s+/)
  return [{ url, use: rels.some(rel => loadingRels.has(rel)) ? 'load' : 'link' }]
}

function metaReferences(attributes: ReadonlyMap<string, string>): Reference[] {
  if (attributes.get('http-equiv')?.toLowerCase() !== 'refresh') return []
  const url = /url\s*=\s*["']?([^"']+)/i.exec(attributes.get('content') ?? '')?.[1]
  return url ? [{ url, use: 'load' }] : []
}
