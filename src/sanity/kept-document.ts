import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { type DocumentType, documentTypeRows, isDocumentType } from '#domain/document-types.ts'
import { fieldRules } from '#domain/field-rules.ts'
import type { DocumentOf } from './contracts.ts'
import { type Image, isImage } from './fields.ts'
import type { PortableText } from './portable-text.ts'
import { findLinks, type Links } from './references.ts'

export type SiteDocument = { [Type in DocumentType]: DocumentOf<Type> }[DocumentType]

/** A document without its long text: what lists, links and the pages of others need of it. */
export type Head<Document> = Document extends { body: unknown } ? Omit<Document, 'body'> : Document
export type DocumentHead = { [Type in DocumentType]: Head<DocumentOf<Type>> }[DocumentType]

/** Whether a document is of a type. */
export function isOfType<Type extends DocumentType>(
  head: DocumentHead,
  type: Type,
): head is Extract<DocumentHead, { _type: Type }> {
  return head._type === type
}

/** What outlives the process of a published document: plain values, and the version that is shown as bytes. */
export interface DocumentRecord {
  readonly id: string
  readonly type: string
  /** The revision that is published. */
  readonly rev: string
  /** The revision that the site shows: an older one, or none, while the document is held back. */
  readonly shownRev: string | null
  /** The version that is shown, whole, packed by `packDocument`; null while none is. */
  readonly content: Uint8Array | null
}

/** A published document as a snapshot keeps it: texts stay packed, since ten thousand of them fill a memory. */
export interface KeptDocument extends DocumentRecord {
  readonly shown: DocumentHead | null
  /** Ids of the documents that the shown version refers to, each once. */
  readonly references: readonly string[]
  /** Addresses that the shown version links to, as staff typed them, each once. */
  readonly addresses: readonly string[]
  /** Every picture of the shown version. */
  readonly images: readonly Image[]
  /** What the shown version has and no other document may, such as the address “article how-ketamine-works”. */
  readonly uniqueKeys: readonly string[]
}

const none: readonly never[] = Object.freeze([])

/** What a document says while no version of it is shown. */
export const nothingShown = {
  shown: null,
  references: none,
  addresses: none,
  images: none,
  uniqueKeys: none,
} as const satisfies Partial<KeptDocument>

/** Keeps a good version of a document as the one that is shown. */
export function keepDocument(document: SiteDocument): KeptDocument {
  return describeDocument(document, packDocument(document))
}

function describeDocument(document: SiteDocument, content: Uint8Array): KeptDocument {
  const { _id: id, _rev: rev, _type: type } = document
  const links = findLinks(document)
  const references = new Set(links.references.map(reference => reference.id))
  const addresses = new Set(links.addresses.map(({ href }) => href))
  const images = imagesOf(document)
  return Object.freeze({
    id,
    type,
    rev,
    shownRev: rev,
    content,
    shown: deepFreeze(headOf(document)),
    references: references.size > 0 ? [...references] : none,
    addresses: addresses.size > 0 ? [...addresses] : none,
    images: images.length > 0 ? deepFreeze(images) : none,
    uniqueKeys: findClaims(document).map(({ key }) => key),
  })
}

/**
 * A kept document from the record of one of the same content version; `reviseDocument` takes those of another.
 * @throws Error if its content is no document of the site: it must then be read again.
 */
export function restoreDocument(record: DocumentRecord): KeptDocument {
  const { id, type, rev, shownRev, content } = record
  if (content === null) return Object.freeze({ ...record, ...nothingShown })
  const document = unpackDocument(content)
  if (!isDocumentType(type) || document._id !== id || document._rev !== shownRev) {
    throw new Error(`The content kept of ${id} is not what its record says.`)
  }
  return Object.freeze({ ...describeDocument(document, content), rev })
}

/** Something that one document alone can have: the field that says so, and what staff read where another has it already. */
export interface Claim {
  key: string
  field: string
  reason: string
}

/** What a document has to itself: its address among its type, and its language among the translations of one original. */
export function findClaims(document: DocumentHead): Claim[] {
  const claims: Claim[] = []
  const address = 'from' in document ? 'from' : 'slug' in document ? 'slug' : null
  const text: unknown = address && Reflect.get(document, address)
  if (address && typeof text === 'string') {
    const reason = `Another document has the address “${text}” already. Choose another address.`
    claims.push({ key: `${document._type} ${text}`, field: address, reason })
  }
  if ('translationOf' in document && document.translationOf && document.language) {
    const { language, translationOf } = document
    const reason = `${fieldRules.translation.taken} Choose another language, or another original.`
    claims.push({
      key: `${document._type} in ${language} for ${translationOf._ref}`,
      field: 'translationOf',
      reason,
    })
  }
  return claims
}

/** Documents that stay unpacked: more than a block of the search index has, which is made after their pages. */
const mostUnpacked = 64
const lastUnpacked = new Map<Uint8Array, SiteDocument>()

/** The long text of a kept article, service or page, for everybody who asks for it. */
export function unpackText(content: Uint8Array): PortableText {
  const document = lastUnpacked.get(content) ?? unpackDocument(content)
  lastUnpacked.set(content, document)
  const [oldest] = lastUnpacked.keys()
  if (oldest && lastUnpacked.size > mostUnpacked) lastUnpacked.delete(oldest)
  if ('body' in document) return document.body
  throw new TypeError(`A document of type “${document._type}” has no text.`)
}

/** Everything that the version that is shown leads to, with the fields that do. */
export function findShownLinks({ content }: KeptDocument): Links {
  return content === null ? { references: [], addresses: [] } : findLinks(unpackDocument(content))
}

/** Zstandard makes a fifth of an article's JSON, in a tenth of a millisecond. */
function packDocument(document: SiteDocument): Uint8Array {
  // A copy of its own size: the compressor's buffer is far larger.
  return new Uint8Array(zstdCompressSync(JSON.stringify({ document })))
}

/** Most documents unpack into so many bytes, and then in one piece: a third less work. */
const unpackedBytes = 32 * 1024

/** What `packDocument` was given: only this project's own bytes come here. */
export function unpackDocument(content: Uint8Array): SiteDocument {
  const unpacked = zstdDecompressSync(content, { chunkSize: unpackedBytes })
  const packed: { document: SiteDocument } = JSON.parse(unpacked.toString())
  return packed.document
}

function headOf(document: SiteDocument): DocumentHead {
  if (!('body' in document)) return document
  const { body: _, ...head } = document
  return head
}

function imagesOf(document: SiteDocument): Image[] {
  const body: readonly unknown[] = 'body' in document ? document.body : []
  return [...ownPictures(document), ...body.filter(isImage)]
}

/** The pictures of a document that are not in its text: its row names their field, which has one or an object of several. */
export function ownPictures(document: DocumentHead): Image[] {
  const { picture } = documentTypeRows[document._type]
  const value: unknown = picture && Reflect.get(document, picture.field)
  const all: unknown[] = isImage(value) ? [value] : Object.values(Object(value))
  return all.filter(isImage)
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const item of Object.values(value)) deepFreeze(item)
  return Object.freeze(value)
}
