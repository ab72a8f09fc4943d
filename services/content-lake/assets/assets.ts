import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Doc, DocStub } from '../documents/documents.ts'
import type { JsonObject } from '../documents/json.ts'
import { LakeError } from '../errors.ts'
import { createWorkQueue, type WorkQueue } from '../http/work-queue.ts'
import type { Store } from '../store/store.ts'
import { type AssetKind, findAssetId, findAssetPlace } from './asset-names.ts'
import { type Described, describeFile, describeImage } from './describe-upload.ts'
import { readHeader } from './image-metadata.ts'
import { computeDigest, explainDisk, receiveUpload } from './receive-upload.ts'
import { hasMetadata, stripMetadata } from './strip-metadata.ts'
import { UploadRoom } from './upload-room.ts'

/** An upload: its bytes and what the query string says about them. */
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

export interface AssetsOptions {
  folder: string
  store: Store
  /** `<project>/<dataset>`, as in asset URLs. */
  place: string
  baseUrl(): string
  /** The limit for all originals together, in bytes. */
  quotaBytes: number
  /** Bounds how many pictures are decoded at once. */
  imageWork: WorkQueue
}

/** Largest upload, in bytes. Larger ones are refused with 413 and leave nothing behind. */
const maxBytes: Record<AssetKind, number> = { images: 50_000_000, files: 200_000_000 }

/** Uploaded images and files: bytes in a folder, named by their hash, and a document for each. */
export class Assets {
  readonly #options: AssetsOptions
  readonly #room: UploadRoom
  readonly #uploads = createWorkQueue({
    atOnce: 4,
    waiting: 60,
    refusal: () =>
      new LakeError(503, 'busy', 'Too many uploads are under way. Wait until some are done, then try again.'),
  })

  constructor(options: AssetsOptions) {
    this.#options = options
    this.#room = new UploadRoom(options.quotaBytes)
    // Left by a process that ended during an upload.
    rmSync(join(options.folder, 'incoming'), { recursive: true, force: true })
    for (const kind of ['images', 'files', 'incoming']) {
      mkdirSync(join(options.folder, kind), { recursive: true })
    }
    for (const kind of ['images', 'files'] as const) {
      for (const name of this.names(kind)) this.#room.add(statSync(this.#fileOf(kind, name)).size)
    }
  }

  /** Stores an upload, pictures without metadata. Bytes that are stored already return the existing document. */
  async save(upload: Upload): Promise<Doc> {
    return await this.#uploads.run(() => this.#receive(upload))
  }

  /** The path and size in bytes of an asset; null if its document or its bytes are missing. */
  async find(kind: AssetKind, name: string): Promise<{ file: string; size: number; id: string } | null> {
    const id = findAssetId(kind, name)
    if (id === null || !this.#options.store.index.find(id)) return null
    const file = this.#fileOf(kind, name)
    return existsSync(file) ? { file, size: (await stat(file)).size, id } : null
  }

  /** The names of all originals of a kind, including those without a document. */
  names(kind: AssetKind): string[] {
    return readdirSync(join(this.#options.folder, kind)).filter(name => findAssetId(kind, name) !== null)
  }

  /** The size of an original, in bytes. @throws Error if there is none. */
  getSize(kind: AssetKind, name: string): number {
    return statSync(this.#fileOf(kind, name)).size
  }

  /** Removes an original's bytes. */
  remove(kind: AssetKind, name: string): void {
    const file = this.#fileOf(kind, name)
    if (!existsSync(file)) return
    const { size } = statSync(file)
    rmSync(file)
    this.#room.add(-size)
  }

  /** Whether a stored picture has metadata, because it was uploaded before metadata was removed. */
  async hasMetadata(name: string): Promise<boolean> {
    return hasMetadata(await readHeader(this.#fileOf('images', name)))
  }

  /** Removes the metadata of a stored picture, which keeps its name. Returns its new size in bytes. */
  async strip(name: string): Promise<number> {
    const file = this.#fileOf('images', name)
    const stripped = this.#incoming()
    try {
      await this.#options.imageWork.run(async () => stripMetadata(file, stripped, await readHeader(file)))
      const { size } = await computeDigest(stripped)
      if (existsSync(file)) {
        this.#room.add(size - statSync(file).size)
        renameSync(stripped, file)
      }
      return size
    } finally {
      await rm(stripped, { force: true })
    }
  }

  /** Where an asset's bytes are, by the id of its document: what the document itself says, an editor may have written. */
  findUrl(id: string): string | null {
    const { place, baseUrl } = this.#options
    const found = findAssetPlace(id)
    return found && `${baseUrl()}/${found.kind}/${place}/${found.name}`
  }

  /** An asset document with the URL of this server at its current port. */
  withCurrentUrl(doc: JsonObject): JsonObject {
    const { place, baseUrl } = this.#options
    const isAsset = doc._type === 'sanity.imageAsset' || doc._type === 'sanity.fileAsset'
    if (!isAsset || typeof doc.path !== 'string' || !doc.path.includes(`/${place}/`)) return doc
    return { ...doc, url: `${baseUrl()}/${doc.path}` }
  }

  async #receive(upload: Upload): Promise<Doc> {
    const incoming = this.#incoming()
    const arrival = this.#room.arrive()
    try {
      const received = await receiveUpload(upload.body, incoming, maxBytes[upload.kind], arrival)
      const described =
        upload.kind === 'images'
          ? await this.#options.imageWork.run(() => describeImage(incoming, received))
          : describeFile(received, upload)
      return this.#keep(upload, described, incoming)
    } catch (error) {
      throw explainDisk(error)
    } finally {
      arrival.end()
      await rm(incoming, { force: true }).catch(() => {})
    }
  }

  /** Stores bytes and document without an await between them, so that a deletion of the same asset cannot interleave. */
  #keep(upload: Upload, described: Described, incoming: string): Doc {
    const { kind } = upload
    const isNew = !existsSync(this.#fileOf(kind, described.name))
    renameSync(incoming, this.#fileOf(kind, described.name))
    if (isNew) this.#room.add(described.size)
    try {
      return this.#document(upload, described)
    } catch (error) {
      if (isNew) this.remove(kind, described.name)
      throw error
    }
  }

  #document(upload: Upload, { id, name, sha1, size, fields }: Described): Doc {
    const { store, place, baseUrl } = this.#options
    const known = store.index.find(id)
    if (known) return known
    const path = `${upload.kind}/${place}/${name}`
    const stub: DocStub = {
      ...upload.notes,
      ...fields,
      _id: id,
      _type: upload.kind === 'images' ? 'sanity.imageAsset' : 'sanity.fileAsset',
      assetId: sha1,
      sha1hash: sha1,
      size,
      path,
      url: `${baseUrl()}/${path}`,
      uploadId: randomUUID(),
      originalFilename: upload.filename ?? name,
    }
    store.transact({
      id: randomUUID(),
      author: upload.author,
      now: upload.now,
      stage: staging => {
        staging.put(stub, 'mutate')
        return [{ id: stub._id, operation: 'create' }]
      },
    })
    const saved = store.index.find(id)
    if (!saved) throw new Error(`The asset “${id}” is not there after it was saved.`)
    return saved
  }

  #incoming(): string {
    return join(this.#options.folder, 'incoming', randomUUID())
  }

  #fileOf(kind: AssetKind, name: string): string {
    return join(this.#options.folder, kind, name)
  }
}
