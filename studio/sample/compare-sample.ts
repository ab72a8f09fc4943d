import { isDraftId } from '@sanity/client/csm'
import { getDraftId, getPublishedId } from 'sanity'
import { type DocumentType, documentTypeRows, isDocumentType } from '#domain/document-types.ts'
import { parseSeed, type SeedDocument } from '../seed/parse-seed.ts'

/** A version of a document, as the Content Lake keeps it. */
export interface Stored {
  _id: string
  _type: string
  _createdAt: string
  [field: string]: unknown
}

/** A document of the sample that is still there. */
export interface SampleItem {
  /** Of its published version. */
  id: string
  type: DocumentType
  title: string
  /** The ids under which it is kept: published, as a draft, or both. */
  versions: string[]
  /** Whether anybody has changed it, published or not. */
  isChanged: boolean
}

/**
 * The documents of the sample among those `stored`, each compared with the seed as it was when it was loaded. `pictures`
 * are the names of files by the ids of their assets. A document with other dates counts as changed: rather ask too often.
 */
export function listSample(
  stored: readonly Stored[],
  pictures: ReadonlyMap<string, string>,
  ndjson: string,
): SampleItem[] {
  const versions = Map.groupBy(stored, ({ _id }): string => getPublishedId(_id))
  return parseSeed(ndjson, Temporal.Now.instant()).flatMap(({ _id: id, _type: type }) => {
    const found = versions.get(id) ?? []
    const [newest] = found.toSorted((a, b) => Number(isDraftId(b._id)) - Number(isDraftId(a._id)))
    if (!newest || !isDocumentType(type)) return []
    const isChanged = found.some(each => isDraftId(each._id) || !isAsLoaded(each, pictures, ndjson))
    return { id, type, title: toTitle(newest, type), versions: found.map(({ _id }) => _id), isChanged }
  })
}

/** The ids under which documents of the sample can be stored. */
export function sampleIds(ndjson: string): string[] {
  return parseSeed(ndjson, Temporal.Now.instant()).flatMap(({ _id }) => [_id, getDraftId(_id)])
}

function isAsLoaded(document: Stored, pictures: ReadonlyMap<string, string>, ndjson: string): boolean {
  const loaded = parseSeed(ndjson, Temporal.Instant.from(document._createdAt))
  const original = loaded.find(({ _id }) => _id === document._id)
  return original !== undefined && toText(document, pictures) === toText(original, pictures)
}

const ownFields = new Set(['_rev', '_createdAt', '_updatedAt', '_system'])

/** What a document says, as text: its fields in one order, and its pictures by the names of their files. */
function toText(document: Stored | SeedDocument, pictures: ReadonlyMap<string, string>): string {
  return JSON.stringify(document, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const fields = Object.entries(value).filter(([name]) => !ownFields.has(name))
    return Object.fromEntries(fields.map(field => namePicture(field, pictures)).sort(byName))
  })
}

function namePicture(
  [name, value]: [string, unknown],
  pictures: ReadonlyMap<string, string>,
): [string, unknown] {
  if (name === '_sanityAsset') return ['asset', toFileName(String(value))]
  if (name === 'asset') return ['asset', pictures.get(String(Object(value)._ref)) ?? value]
  return [name, value]
}

/** “image@file://./images/tms.jpg”: “tms.jpg” */
export function toFileName(address: string): string {
  return address.replace(/^.*\//, '')
}

function byName([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1
}

function toTitle(document: Stored, type: DocumentType): string {
  const title = document.title ?? document.name ?? document.message ?? document.from ?? document.clinicName
  if (typeof title === 'string' && title) return title
  return type === 'announcement' ? `Group start on ${document.startDate}` : documentTypeRows[type].untitled
}
