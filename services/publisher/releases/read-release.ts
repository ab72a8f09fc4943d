import { readFileSync } from 'node:fs'
import { readdir, readlink, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { z } from 'zod'
import type { DocumentRecord } from '#renderer/contract.ts'
import { isMissing } from '#services/shared/is-missing.ts'
import type { StoredFiles } from './file-store.ts'
import {
  type FileRecord,
  fileRecord,
  type ReleaseRecord,
  releaseHead,
  toStoredName,
  toStoredSize,
} from './release-record.ts'
import { readShards, type Sharded, type ShardHashes, type Shards, shardHashes } from './shards.ts'

/** A finished release on disk. */
export type StoredRelease = {
  /** The name of its manifest: the release's id, with a number if the id exists already. */
  name: string
  files: StoredFiles
  record: ReleaseRecord
  /** The record's files, in shards as on disk. */
  index: Shards<FileRecord>
  /** The documents that it was made of; null if not loaded. */
  content: Sharded<DocumentRecord> | null
}

/** A release as its manifest describes it; files and documents are in shards. */
const storedManifest = releaseHead.extend({ index: shardHashes, content: shardHashes })
export type StoredManifest = z.output<typeof storedManifest>

const fileEntry = z.tuple([z.string(), fileRecord]).readonly()

const ending = '.json'

/** The manifests of a publisher's folder. */
export const toManifests = (folder: string): string => join(folder, 'manifests')
export const locateManifest = (folder: string, name: string): string =>
  join(toManifests(folder), name + ending)

/** The link to the manifest of the live release. */
export const toLive = (folder: string): string => join(folder, 'live')

/** The names of finished releases, oldest first. */
export async function listReleaseNames(folder: string): Promise<string[]> {
  const manifests = toManifests(folder)
  const found = (await orNull(readdir(manifests))) ?? []
  const names = found.filter(name => name.endsWith(ending) && !name.startsWith('.'))
  // A manifest is never changed, so that its time is when the release was finished.
  const releases = await Promise.all(
    names.map(async name => {
      // A running publisher may remove it meanwhile.
      const stats = await orNull(stat(join(manifests, name)))
      return stats && { name: basename(name, ending), endedMs: stats.mtimeMs }
    }),
  )
  return releases
    .filter(release => release !== null)
    .toSorted((a, b) => a.endedMs - b.endedMs || a.name.localeCompare(b.name))
    .map(({ name }) => name)
}

/** The name of the live release; null if there is none yet. */
export async function findLiveName(folder: string): Promise<string | null> {
  const target = await orNull(readlink(toLive(folder)))
  return target && basename(target, ending)
}

/** @throws Error if the manifest cannot be read. */
export function readManifest(folder: string, name: string): StoredManifest {
  return storedManifest.parse(JSON.parse(readFileSync(locateManifest(folder, name), 'utf8')))
}

/** Reads a release. @throws Error if it is damaged; that its files are whole, `verifyFiles` checks. */
export function readRelease(files: StoredFiles, name: string): StoredRelease {
  const { index: hashes, content: _, ...head } = readManifest(files.folder, name)
  const index = readIndex(files, hashes)
  const entries = Array.from(index.values(), shard => shard.entries)
  const record = { ...head, files: new Map(entries.flat()) }
  return { name, files, record, index, content: null }
}

/** Reads which files a release has. */
export function readIndex(files: StoredFiles, hashes: ShardHashes): Shards<FileRecord> {
  return readShards(files, hashes, fileEntry)
}

/** A file's own bytes, however it is stored. @throws Error if it is missing or damaged. */
export function readBody(files: StoredFiles, file: Pick<FileRecord, 'hash' | 'size' | 'brotliSize'>): Buffer {
  const stored = files.read(toStoredName(file))
  return file.brotliSize === null ? stored : brotliDecompressSync(stored, { maxOutputLength: file.size })
}

/** Checks the sizes of files, since a power cut can take them. @throws Error that names a file. */
export function verifyFiles({ files, record }: StoredRelease): void {
  for (const [path, file] of record.files) {
    const [name, size] = [toStoredName(file), toStoredSize(file)]
    if (files.isWhole(name, size)) continue
    throw new Error(`${name}, the file of ${path}, is not there with the ${size} bytes that were written.`)
  }
}

async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
