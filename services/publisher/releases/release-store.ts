import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { mkdir, readdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import type { DocumentRecord, Snapshot } from '#renderer/contract.ts'
import {
  createFolderWriter,
  type FolderChange,
  publicName,
  settleFolder,
  toFileNames,
} from './release-folder.ts'
import {
  type Encoding,
  type FileRecord,
  fileRecord,
  type ReleaseRecord,
  releaseHead,
  toFileName,
  variantEndings,
} from './release-record.ts'
import { readShards, toFolderShards, writeShards } from './shard-files.ts'
import { keepSame, type Shards, toShards } from './shards.ts'
import { contentName, toStored } from './stored-content.ts'

/** A finished release on disk. */
export type StoredRelease = {
  /** The name of its folder: the release's id, with a number if the id exists already. */
  name: string
  folder: string
  record: ReleaseRecord
  /** The record's files and the release's documents, in shards as on disk; null if not loaded. */
  index: Shards<FileEntry> | null
  content: Shards<DocumentRecord> | null
}

type FileEntry = readonly [path: string, file: FileRecord]

/** A release that is being built: new files are written at once, everything else by `finish`. */
export type StagedRelease = {
  folder: string
  write(path: string, body: Uint8Array, variants: readonly { encoding: Encoding; body: Uint8Array }[]): void
  discard(): Promise<void>
  /** Completes the release and gives it its final name. Does not make it live. */
  finish(record: ReleaseRecord, snapshot: Snapshot, previous: StoredRelease | null): Promise<StoredRelease>
}

export type ReleaseStore = Awaited<ReturnType<typeof openReleaseStore>>

const recordName = 'release-record.json'
const indexName = 'index'
const unfinished = '.new-'
const spareName = '.spare'
const abandoned = '.old-'

/** The absolute path of a release's file, or of one of its compressed variants. */
export function locate(
  release: Pick<StoredRelease, 'folder'>,
  path: string,
  encoding: Encoding | null,
): string {
  return join(release.folder, publicName, toFileName(path) + (encoding ? variantEndings[encoding] : ''))
}

/**
 * The releases below `folder`: `releases/<name>/` each, and `live`, a link to one of them. What a crash left
 * unfinished is removed. The folder of a release that is no longer kept may be reused for the next one.
 */
export async function openReleaseStore(folder: string) {
  const releases = join(folder, 'releases')
  const liveLink = join(folder, 'live')
  const spareFolder = join(releases, spareName)
  await mkdir(releases, { recursive: true })
  const clearing = await clearUnfinished(releases)
  await rm(`${liveLink}.new`, { force: true })
  let stagedCount = 0
  let spare: StoredRelease | null = null

  async function begin(): Promise<StagedRelease> {
    stagedCount += 1
    const staged = join(releases, `${unfinished}${process.pid}-${stagedCount}`)
    await rm(staged, { recursive: true, force: true })
    await mkdir(join(staged, publicName), { recursive: true })
    const writer = createFolderWriter(staged)
    const written = new Set<string>()
    return {
      folder: staged,
      write(path, body, variants) {
        written.add(path)
        const name = join(publicName, toFileName(path))
        writer.write(name, body)
        for (const variant of variants) writer.write(name + variantEndings[variant.encoding], variant.body)
      },
      discard: () => rm(staged, { recursive: true, force: true }),
      finish: (record, snapshot, previous) => finish(staged, written, record, snapshot, previous),
    }
  }

  async function finish(
    staged: string,
    written: ReadonlySet<string>,
    record: ReleaseRecord,
    { documents }: Snapshot,
    previous: StoredRelease | null,
  ): Promise<StoredRelease> {
    const index = keepSame(
      toShards(Object.entries(record.files), ([path]) => path),
      previous?.index ?? new Map(),
      (a, b) => a[0] === b[0] && a[1] === b[1],
    )
    const content = keepSame(
      toShards(documents, ({ id }) => id),
      previous?.content ?? new Map(),
      (a, b) => a === b,
    )
    const begun = spare
    spare = null
    const target = begun ? join(releases, `${unfinished}${process.pid}-spare`) : staged
    if (begun) await rename(spareFolder, target)

    try {
      const from = { written: staged, shared: previous?.folder ?? null }
      const isWritten = (path: string) => written.has(path)
      settleFolder(target, toFolderFiles(record, begun?.record), { ...from, isWritten })
      const newIndex = writeShards(staged, indexName, index, previous?.index, entry => entry)
      settleFolder(target, toFolderShards(indexName, index, begun?.index), { ...from, isWritten: newIndex })
      const newContent = writeShards(staged, contentName, content, previous?.content, toStored)
      settleFolder(target, toFolderShards(contentName, content, begun?.content), {
        ...from,
        isWritten: newContent,
      })
      const { files: _, ...head } = record
      if (begun) await rm(join(target, recordName))
      createFolderWriter(target).write(recordName, JSON.stringify(head))
      const name = await freeName(releases, record.release)
      await rename(target, join(releases, name))
      if (begun) await rm(staged, { recursive: true })
      return { name, folder: join(releases, name), record, index, content }
    } catch (error) {
      if (begun) await rm(target, { recursive: true, force: true })
      throw error
    }
  }

  return {
    begin,

    /** The names of finished releases, oldest first. */
    async list(): Promise<string[]> {
      const names = (await readdir(releases)).filter(name => !name.startsWith('.'))
      // A finished release is never changed, so its folder's time is when it was finished.
      const ended = await Promise.all(names.map(async name => (await stat(join(releases, name))).mtimeMs))
      return names
        .map((name, index) => ({ name, ended: ended[index] ?? 0 }))
        .toSorted((a, b) => a.ended - b.ended || a.name.localeCompare(b.name))
        .map(({ name }) => name)
    },

    /**
     * The live release, after checking that its files are complete.
     * @throws Error that says what is damaged; other releases may be intact.
     */
    async findLive(): Promise<StoredRelease | null> {
      const target = await findLink(liveLink)
      return target === null ? null : await this.get(resolve(folder, target))
    },

    /** @throws Error if the release is damaged. */
    async get(nameOrFolder: string): Promise<StoredRelease> {
      return await readRelease(resolve(releases, nameOrFolder))
    },

    /** Makes a release live by one atomic rename. */
    async makeLive(release: StoredRelease): Promise<void> {
      await rm(`${liveLink}.new`, { force: true })
      await symlink(join('releases', release.name), `${liveLink}.new`)
      await rename(`${liveLink}.new`, liveLink)
    },

    /** Resolves once the leftovers of a crash are removed. */
    whenClear: (): Promise<void> => clearing.done,

    /** Whether there is no folder to reuse, so that the next release must link all shared files. */
    lacksSpare: (): boolean => spare === null,

    /** Keeps the folder of a removed release for the next one. */
    async recycle(release: StoredRelease): Promise<void> {
      await rename(release.folder, spareFolder)
      spare = release
    },

    /** An unused path for a copy of a release. */
    nameCopy(): string {
      stagedCount += 1
      return join(releases, `${unfinished}${process.pid}-${stagedCount}`)
    },

    /** Keeps `copy`, a folder of links to all files of `release`, for the next release. */
    async adopt(copy: string, release: StoredRelease): Promise<void> {
      if (spare) return await rm(copy, { recursive: true })
      await rename(copy, spareFolder)
      spare = release
    },
  }
}

function toFolderFiles(wanted: ReleaseRecord, existing: ReleaseRecord | undefined): FolderChange<FileRecord> {
  return {
    wanted: Object.entries(wanted.files),
    isWanted: path => wanted.files[path] !== undefined,
    existing: Object.entries(existing?.files ?? {}),
    findExisting: path => existing?.files[path],
    toFileNames,
  }
}

/**
 * Renames what earlier processes left unfinished and removes it in the background: ten thousand pages take seconds, and
 * patients wait for the server to start.
 */
async function clearUnfinished(releases: string): Promise<{ done: Promise<void> }> {
  const left: string[] = []
  for (const name of await readdir(releases)) {
    if (!name.startsWith('.')) continue
    // It has such a name already if the last process did not finish removing it.
    const folder = join(releases, name.startsWith(abandoned) ? name : `${abandoned}${randomUUID()}`)
    if (!name.startsWith(abandoned)) await rename(join(releases, name), folder)
    left.push(folder)
  }
  const removals = left.map(folder => rm(folder, { recursive: true, force: true }))
  return { done: Promise.allSettled(removals).then(() => {}) }
}

async function findLink(link: string): Promise<string | null> {
  try {
    return await readlink(link)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

const fileEntry: z.ZodType<FileEntry> = z.tuple([z.string(), fileRecord])

async function readRelease(folder: string): Promise<StoredRelease> {
  const record = await readRecord(folder)
  verifyFiles(folder, record.files)
  const index = toShards(Object.entries(record.files), ([path]) => path)
  return { name: basename(folder), folder, record, index, content: null }
}

/** The record of the release in `folder`. @throws Error if it cannot be read. */
export async function readRecord(folder: string): Promise<ReleaseRecord> {
  const head = releaseHead.parse(JSON.parse(await readFile(join(folder, recordName), 'utf8')))
  const shards = await readShards(folder, indexName, fileEntry)
  return { ...head, files: Object.fromEntries([...shards.values()].flat()) }
}

/** Checks the sizes of files, since a power cut can leave them empty. */
function verifyFiles(folder: string, files: ReleaseRecord['files']): void {
  for (const [path, file] of Object.entries(files)) {
    const names = toFileNames(path, file)
    const sizes = [file.size, file.encodings.br, file.encodings.gzip].filter(size => size !== undefined)
    for (const [index, name] of names.entries()) {
      const { size } = statSync(join(folder, name))
      if (size === sizes[index]) continue
      throw new Error(`${join(folder, name)} holds ${size} bytes where ${sizes[index]} were written.`)
    }
  }
}

async function freeName(releases: string, release: string): Promise<string> {
  const taken = new Set(await readdir(releases))
  let name = release
  for (let number = 2; taken.has(name); number += 1) name = `${release}.${number}`
  return name
}
