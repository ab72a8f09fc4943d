import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Doc, DocStub } from './documents.ts'
import { LakeError } from './errors.ts'
import { readImage } from './image-metadata.ts'
import type { JsonObject } from './json.ts'
import type { Store } from './store.ts'

export type AssetKind = 'images' | 'files'

/** An upload: the bytes, and what the query string says of them. */
export interface Upload {
  kind: AssetKind
  body: Readable
  contentType: string
  filename: string | null
  /** `title`, `description`, `label`, `creditLine` and `source`, where given. */
  notes: JsonObject
  author: string
  now: Temporal.Instant
}

/** Largest upload, in bytes. Larger ones are refused with 413 and leave nothing behind. */
const maxBytes: Record<AssetKind, number> = { images: 50_000_000, files: 200_000_000 }

/** Uploaded images and files: bytes in a folder, named by their hash, and a document for each. */
export class Assets {
  readonly #folder: string
  readonly #store: Store
  readonly #place: string
  readonly #baseUrl: () => string

  /** `place` is `<project>/<dataset>`, as it stands in asset URLs. */
  constructor(folder: string, store: Store, place: string, baseUrl: () => string) {
    this.#folder = folder
    this.#store = store
    this.#place = place
    this.#baseUrl = baseUrl
    for (const kind of ['images', 'files', 'incoming']) mkdirSync(join(folder, kind), { recursive: true })
  }

  /** Keeps an upload. The same bytes twice make one asset: the document there is is returned. */
  async save(upload: Upload): Promise<Doc> {
    const incoming = join(this.#folder, 'incoming', randomUUID())
    try {
      const { sha1, size } = await this.#receive(upload, incoming)
      const described =
        upload.kind === 'images' ? await describeImage(incoming, sha1) : describeFile(upload, sha1)
      await rename(incoming, this.fileOf(upload.kind, described.name))
      return this.#document(upload, described, sha1, size)
    } finally {
      await rm(incoming, { force: true })
    }
  }

  /** Where an asset's bytes are; the name has been checked to be one. */
  fileOf(kind: AssetKind, name: string): string {
    return join(this.#folder, kind, name)
  }

  /** The path of an asset's bytes and their number; null where there is none of this name. */
  async find(kind: AssetKind, name: string): Promise<{ file: string; size: number } | null> {
    if (!/^[0-9a-f]{40}[0-9a-zA-Z.-]*$/.test(name)) return null
    const file = this.fileOf(kind, name)
    if (!existsSync(file)) return null
    return { file, size: (await stat(file)).size }
  }

  /** Asset documents say where their bytes are: at this server, on whatever port it now is. */
  withCurrentUrl(doc: JsonObject): JsonObject {
    const isAsset = doc._type === 'sanity.imageAsset' || doc._type === 'sanity.fileAsset'
    if (!isAsset || typeof doc.path !== 'string' || !doc.path.includes(`/${this.#place}/`)) return doc
    return { ...doc, url: `${this.#baseUrl()}/${doc.path}` }
  }

  async #receive(upload: Upload, file: string): Promise<{ sha1: string; size: number }> {
    const hash = createHash('sha1')
    const limit = maxBytes[upload.kind]
    let size = 0
    const measured = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length
        hash.update(chunk)
        if (size > limit) done(tooLarge(limit))
        else done(null, chunk)
      },
    })
    await pipeline(upload.body, measured, createWriteStream(file))
    if (size === 0)
      throw new LakeError(400, 'emptyUpload', 'The upload is empty. Choose a file with something in it.')
    await flushToDisk(file)
    return { sha1: hash.digest('hex'), size }
  }

  #document(upload: Upload, described: Described, sha1: string, size: number): Doc {
    const known = this.#store.corpus.find(described.id)
    if (known) return known
    const path = `${upload.kind}/${this.#place}/${described.name}`
    const stub: DocStub = {
      ...upload.notes,
      ...described.fields,
      _id: described.id,
      _type: upload.kind === 'images' ? 'sanity.imageAsset' : 'sanity.fileAsset',
      assetId: sha1,
      sha1hash: sha1,
      size,
      path,
      url: `${this.#baseUrl()}/${path}`,
      uploadId: randomUUID(),
      originalFilename: upload.filename ?? described.name,
    }
    this.#store.transact({
      id: randomUUID(),
      author: upload.author,
      now: upload.now,
      stage: staging => {
        staging.put(stub, 'mutate')
        return [{ id: stub._id, operation: 'create' }]
      },
    })
    const saved = this.#store.corpus.find(described.id)
    if (!saved) throw new Error(`The asset “${described.id}” is not there after it was saved.`)
    return saved
  }
}

/** An asset's name on disk, its document's id, and the fields that depend on its kind. */
interface Described {
  name: string
  id: string
  fields: JsonObject
}

async function describeImage(file: string, sha1: string): Promise<Described> {
  const { width, height, extension, mimeType, metadata } = await readImage(file)
  return {
    name: `${sha1}-${width}x${height}.${extension}`,
    id: `image-${sha1}-${width}x${height}-${extension}`,
    fields: { extension, mimeType, metadata },
  }
}

function describeFile({ filename, contentType }: Upload, sha1: string): Described {
  const given = extname(filename ?? '')
    .slice(1)
    .toLowerCase()
  const extension = /^[a-z0-9]{1,10}$/.test(given) ? given : 'bin'
  const mimeType = /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : 'application/octet-stream'
  return { name: `${sha1}.${extension}`, id: `file-${sha1}-${extension}`, fields: { extension, mimeType } }
}

async function flushToDisk(file: string): Promise<void> {
  await using handle = await open(file, 'r+')
  await handle.sync()
}

function tooLarge(limit: number): LakeError {
  return new LakeError(
    413,
    'payloadTooLarge',
    `The upload is larger than ${limit / 1_000_000} MB. Make it smaller first.`,
  )
}

/** The notes about an asset that an upload's query string may carry (`optionsFromFile` in `@sanity/client`). */
export function notesFrom(query: URLSearchParams): JsonObject {
  const notes: JsonObject = {}
  for (const field of ['label', 'title', 'description', 'creditLine']) {
    const value = query.get(field)
    if (value) notes[field] = value
  }
  const source = { id: query.get('sourceId'), name: query.get('sourceName'), url: query.get('sourceUrl') }
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value))
  return Object.keys(given).length > 0 ? { ...notes, source: given } : notes
}
