import { createHash } from 'node:crypto'
import { getClasses } from '#studio/pasting/html-node.ts'
import type { FoundPicture } from '#studio/pasting/reader.ts'
import type { Finding } from '../findings.ts'
import { findMeta, type Item } from './export.ts'

/** A picture in documents, whose file is gathered later. */
export interface WantedPicture {
  url: string
  /** Its path in `wp-content/uploads`: 2024/05/brain.jpg; null if it was never there. */
  upload: string | null
  /** Its file beside the documents: images/….jpg */
  file: string
}

/** A picture in a document, in the form of @sanity/import. */
export interface ImportedPicture {
  _type: 'imageWithAlt'
  _sanityAsset: string
  alt?: string
  caption?: string
}

/** The pictures of an export: its media library, and which of them the texts show. */
export class Pictures {
  readonly wanted = new Map<string, WantedPicture>()
  readonly #byId = new Map<string, Item>()
  readonly #byUpload = new Map<string, Item>()
  readonly #byParent = new Map<string, Item[]>()
  readonly #siteUrl: string
  readonly #shown = new Set<Item>()

  constructor(attachments: readonly Item[], siteUrl: string) {
    this.#siteUrl = siteUrl
    for (const item of attachments) {
      this.#byId.set(item.id, item)
      const upload = findUpload(item.attachmentUrl)
      if (upload) this.#byUpload.set(fullSize(upload), item)
      const siblings = this.#byParent.get(item.parent)
      if (siblings) siblings.push(item)
      else this.#byParent.set(item.parent, [item])
    }
  }

  /** Those that no text shows. */
  get unshown(): Item[] {
    return [...this.#byId.values()].filter(item => !this.#shown.has(item))
  }

  get shown(): Item[] {
    return [...this.#shown]
  }

  /** A picture of the library as HTML, for a gallery. */
  html(id: string): string | null {
    const item = this.#byId.get(id)
    if (!item || !isPicture(item)) return null
    const caption = item.excerpt.trim()
    const img = `<img class="wp-image-${item.id}" src="${item.attachmentUrl.replaceAll('"', '%22')}">`
    return `<figure>${img}${caption ? `<figcaption>${caption}</figcaption>` : ''}</figure>`
  }

  /** The ids of the pictures that were uploaded to a text. */
  uploadedTo(parent: string): string[] {
    return (this.#byParent.get(parent) ?? []).filter(isPicture).map(({ id }) => id)
  }

  /** The featured picture of a text; null if it is not in the export. */
  featured(id: string, findings: Finding[]): ImportedPicture | null {
    const item = this.#byId.get(id)
    return item ? this.#imported(item, item.attachmentUrl, '', '', findings) : null
  }

  /** A picture inside a text. */
  inText(found: FoundPicture, findings: Finding[]): ImportedPicture | null {
    const url = URL.parse(withoutPhoton(found.src), this.#siteUrl)
    if (!url || !/^https?:$/.test(url.protocol)) return null
    const id = getClasses(found.element)
      .map(name => /^wp-image-(\d+)$/.exec(name)?.[1])
      .find(Boolean)
    const upload = findUpload(url.href)
    const item =
      this.#byId.get(id ?? '') ?? (upload ? this.#byUpload.get(fullSize(upload)) : undefined) ?? null
    return this.#imported(item, item?.attachmentUrl || url.href, found.alt, found.caption, findings)
  }

  #imported(
    item: Item | null,
    url: string,
    ownAlt: string,
    caption: string,
    findings: Finding[],
  ): ImportedPicture {
    if (item) this.#shown.add(item)
    const alt = ownAlt.trim() || (item && findMeta(item, '_wp_attachment_image_alt')) || ''
    if (!alt) findings.push({ kind: 'alt', words: url })
    const wanted = this.wanted.get(url) ?? wantedPicture(url)
    this.wanted.set(url, wanted)
    return {
      _type: 'imageWithAlt',
      _sanityAsset: `image@file://./${wanted.file}`,
      ...(alt && { alt }),
      ...(caption && { caption }),
    }
  }
}

function wantedPicture(url: string): WantedPicture {
  const name = URL.parse(url)?.pathname.split('/').at(-1) || 'picture'
  const safe = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .slice(-60)
  const mark = createHash('sha1').update(url).digest('hex').slice(0, 10)
  return { url, upload: findUpload(url), file: `images/${mark}-${safe}` }
}

export function isPicture({ attachmentUrl }: Item): boolean {
  return /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)$/i.test(
    URL.parse(attachmentUrl)?.pathname ?? attachmentUrl,
  )
}

function findUpload(url: string): string | null {
  return /\/(?:uploads|files)\/([^?#]+)/.exec(url)?.[1] ?? null
}

/** `brain.jpg` for `brain-300x200.jpg` and `brain-scaled.jpg`. */
function fullSize(path: string): string {
  return path.replace(/-(?:\d+x\d+|scaled)(?=\.[a-z]+$)/i, '').toLowerCase()
}

/** Removes the host of WordPress’ image service from an address: i0.wp.com/clinic.example/… */
function withoutPhoton(src: string): string {
  return src.replace(/^https?:\/\/i\d\.wp\.com\//, 'https://')
}
