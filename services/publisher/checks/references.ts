import type { Element } from './html-walk.ts'

/** How a page uses an address: links may lead anywhere, but browsers may load from this site only. */
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

/** Attributes whose address the browser loads by itself, and those that visitors follow. */
const urlAttributes: Record<string, { load?: readonly string[]; link?: readonly string[] }> = {
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

/** All addresses of an element. A form counts as loading: what patients type stays on this site. */
export function findReferences({ name, attribute }: Element): Reference[] {
  const found: Reference[] = []
  const known = urlAttributes[name.toLowerCase()]
  for (const use of ['load', 'link'] as const) {
    for (const holder of known?.[use] ?? []) {
      const url = attribute(holder)
      if (url?.trim()) found.push({ url, use })
    }
  }
  for (const holder of ['srcset', 'imagesrcset']) {
    const srcset = attribute(holder)
    for (const url of srcset ? parseSrcset(srcset) : []) found.push({ url, use: 'load' })
  }
  if (name === 'link') found.push(...linkReferences(attribute))
  if (name === 'meta') found.push(...metaReferences(attribute))
  const style = attribute('style')
  for (const url of style ? parseCssUrls(style) : []) found.push({ url, use: 'load' })
  return found
}

/** The addresses that a style sheet loads. */
export function parseCssUrls(css: string): string[] {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '')
  const pattern = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/gi
  return [...plain.matchAll(pattern)]
    .map(match => match.slice(1).find(group => group !== undefined) ?? '')
    .filter(url => url !== '')
}

/** The addresses of a `srcset`, which may contain commas but not end in one (HTML, "parse a srcset attribute"). */
export function parseSrcset(srcset: string): string[] {
  return [...srcset.matchAll(/[\s,]*([^\s,]\S*[^\s,]|[^\s,])(?:\s*,|\s+[^,]*(?:,|$)|$)/g)].map(
    match => match[1] ?? '',
  )
}

function linkReferences(attribute: Element['attribute']): Reference[] {
  const url = attribute('href')
  if (!url?.trim()) return []
  const rels = (attribute('rel') ?? '').toLowerCase().split(/\s+/)
  return [{ url, use: rels.some(rel => loadingRels.has(rel)) ? 'load' : 'link' }]
}

function metaReferences(attribute: Element['attribute']): Reference[] {
  if (attribute('http-equiv')?.toLowerCase() !== 'refresh') return []
  const url = /url\s*=\s*["']?([^"']+)/i.exec(attribute('content') ?? '')?.[1]
  return url ? [{ url, use: 'load' }] : []
}
