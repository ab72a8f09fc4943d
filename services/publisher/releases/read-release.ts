import { readFileSync } from 'node:fs'
import { readdir, readlink, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { DocumentRecord } from '#renderer/contract.ts'
import { isWhole, locateStored } from './file-store.ts'
import {
  type Encoding,
  type FileRecord,
  fileRecord,
  listStored,
  nameStored,
  type ReleaseRecord,
  releaseHead,
} from './release-record.ts'
import { readShards, type ShardHashes, type Shards, shardHashes } from './shards.ts'

export type FileEntry = readonly [path: string, file: FileRecord]

/** A finished release on disk. */
export type StoredRelease = {
  /** The name of its manifest: the release's id, with a number if the id exists already. */
  name: string
  /** The absolute path of the folder of stored files. */
  files: string
  record: ReleaseRecord
  /** The record's files, in shards as on disk. */
  index: Shards<FileEntry>
  /** The shards of the documents that it was made of. */
  contentHashes: ShardHashes
  /** The same with the documents; null if not loaded. */
  content: Shards<DocumentRecord> | null
}

/** A release as its manifest describes it; files and documents are in shards. */
const storedManifest = releaseHead.extend({ index: shardHashes, content: shardHashes })
export type StoredManifest = z.output<typeof storedManifest>

const fileEntry: z.ZodType<FileEntry> = z.tuple([z.string(), fileRecord])

/** Where a publisher's folder keeps things. */
export function toPlaces(folder: string) {
  return {
    files: join(folder, 'files'),
    manifests: join(folder, 'manifests'),
    /** A link to the manifest of the live release. */
    live: join(folder, 'live'),
  }
}

const ending = '.json'

export function locateManifest(folder: string, name: string): string {
  return join(toPlaces(folder).manifests, name + ending)
}

/** The absolute path of a release's file, or of one of its compressed variants. */
export function locate(
  release: Pick<StoredRelease, 'files'>,
  file: FileRecord,
  encoding: Encoding | null,
): string {
  return locateStored(release.files, nameStored(file, encoding))
}

/** The names of finished releases, oldest first. */
export async function listReleaseNames(folder: string): Promise<string[]> {
  const { manifests } = toPlaces(folder)
  const found = (await orNull(readdir(manifests))) ?? []
  const names = found.filter(name => name.endsWith(ending) && !name.startsWith('.'))
  // A manifest is never changed, so that its time is when the release was finished.
  const releases = await Promise.all(
    names.map(async name => ({
      name: basename(name, ending),
      endedMs: (await stat(join(manifests, name))).mtimeMs,
    })),
  )
  return releases
    .toSorted((a, b) => a.endedMs - b.endedMs || a.name.localeCompare(b.name))
    .map(({ name }) => name)
}

/** The name of the live release; null if there is none yet. */
export async function findLiveName(folder: string): Promise<string | null> {
  const target = await orNull(readlink(toPlaces(folder).live))
  return target && basename(target, ending)
}

/** @throws Error if the manifest cannot be read. */
export function readManifest(folder: string, name: string): StoredManifest {
  return storedManifest.parse(JSON.parse(readFileSync(locateManifest(folder, name), 'utf8')))
}

/** Reads a release. @throws Error if it is damaged; that its files are whole, `verifyFiles` checks. */
export async function readRelease(folder: string, name: string): Promise<StoredRelease> {
  const { files } = toPlaces(folder)
  const { index: indexHashes, content: contentHashes, ...head } = readManifest(folder, name)
  const index = await readIndex(files, indexHashes)
  const entries = Array.from(index.values(), shard => shard.entries)
  const record = { ...head, files: Object.fromEntries(entries.flat()) }
  return { name, files, record, index, contentHashes, content: null }
}

/** Reads which files a release has. */
export async function readIndex(files: string, hashes: ShardHashes): Promise<Shards<FileEntry>> {
  return await readShards(files, hashes, fileEntry)
}

/** Checks the sizes of files, since a power cut can leave them empty. @throws Error that names a file. */
export function verifyFiles({ files, record }: StoredRelease): void {
  for (const [path, file] of Object.entries(record.files)) {
    for (const { name, size } of listStored(file)) {
      const stored = locateStored(files, name)
      if (isWhole(stored, size)) continue
      throw new Error(
        `${stored}, the file of ${path}, is not there with the ${size} bytes that were written.`,
      )
    }
  }
}

async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
