import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { mkdir, readdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import type { DocumentRecord, Snapshot } from '#renderer/contract.ts'
import { createFolderWriter, type Holdings, namesOf, publicName, settleFolder } from './release-folder.ts'
import {
  type Encoding,
  type FileRecord,
  fileOf,
  fileRecord,
  type ReleaseRecord,
  releaseHead,
  twinEndings,
} from './release-record.ts'
import { holdingsOf, readShards, writeShards } from './shard-files.ts'
import { keepSame, type Shards, toShards } from './shards.ts'
import { contentName, toStored } from './stored-content.ts'

/** A finished release on disk. */
export type StoredRelease = {
  /** The name of its folder: the release's id, or that and a number where an id came twice. */
  name: string
  folder: string
  record: ReleaseRecord
  /** The record's files as they are written, and the documents that the release was made of; null when not at hand. */
  index: Shards<FileEntry> | null
  content: Shards<DocumentRecord> | null
}

type FileEntry = readonly [path: string, file: FileRecord]

/** A release in the making: its new files are written at once, and all else comes when it is finished. */
export type Draft = {
  folder: string
  write(path: string, body: Uint8Array, twins: readonly { encoding: Encoding; body: Uint8Array }[]): void
  discard(): Promise<void>
  /** Completes the release and gives it its final name. It is not live by that. */
  finish(record: ReleaseRecord, snapshot: Snapshot, previous: StoredRelease | null): Promise<StoredRelease>
}

export type ReleaseStore = Awaited<ReturnType<typeof openReleaseStore>>

const recordName = 'release-record.json'
const indexName = 'index'
const unfinished = '.new-'
const spareName = '.spare'
const abandoned = '.old-'

/** The absolute path of a file of a release, or of one of its twins. */
export function locate(
  release: Pick<StoredRelease, 'folder'>,
  path: string,
  encoding: Encoding | null,
): string {
  return join(release.folder, publicName, fileOf(path) + (encoding ? twinEndings[encoding] : ''))
}

/**
 * The releases below `folder`: `releases/<name>/` each, and `live`, a link to one of them. What a crash left
 * unfinished is removed. A release that is kept no longer may serve as the beginning of the next.
 */
export async function openReleaseStore(folder: string) {
  const releases = join(folder, 'releases')
  const liveLink = join(folder, 'live')
  const spareFolder = join(releases, spareName)
  await mkdir(releases, { recursive: true })
  const clearing = await clearUnfinished(releases)
  await rm(`${liveLink}.new`, { force: true })
  let drafts = 0
  let spare: StoredRelease | null = null

  async function begin(): Promise<Draft> {
    drafts += 1
    const draft = join(releases, `${unfinished}${process.pid}-${drafts}`)
    await rm(draft, { recursive: true, force: true })
    await mkdir(join(draft, publicName), { recursive: true })
    const writer = createFolderWriter(draft)
    const written = new Set<string>()
    return {
      folder: draft,
      write(path, body, twins) {
        written.add(path)
        const name = join(publicName, fileOf(path))
        writer.write(name, body)
        for (const twin of twins) writer.write(name + twinEndings[twin.encoding], twin.body)
      },
      discard: () => rm(draft, { recursive: true, force: true }),
      finish: (record, snapshot, previous) => finish(draft, written, record, snapshot, previous),
    }
  }

  async function finish(
    draft: string,
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
    const target = begun ? join(releases, `${unfinished}${process.pid}-spare`) : draft
    if (begun) await rename(spareFolder, target)

    try {
      const from = { written: draft, shared: previous?.folder ?? null }
      const isWritten = (path: string) => written.has(path)
      settleFolder(target, filesOf(record, begun?.record), { ...from, isWritten })
      const newIndex = writeShards(draft, indexName, index, previous?.index, entry => entry)
      settleFolder(target, holdingsOf(indexName, index, begun?.index), { ...from, isWritten: newIndex })
      const newContent = writeShards(draft, contentName, content, previous?.content, toStored)
      settleFolder(target, holdingsOf(contentName, content, begun?.content), {
        ...from,
        isWritten: newContent,
      })
      const { files: _, ...head } = record
      if (begun) await rm(join(target, recordName))
      createFolderWriter(target).write(recordName, JSON.stringify(head))
      const name = await freeName(releases, record.release)
      await rename(target, join(releases, name))
      if (begun) await rm(draft, { recursive: true })
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
      // Nothing is added to a release once it is finished: the folder's time is that of its end.
      const ended = await Promise.all(names.map(async name => (await stat(join(releases, name))).mtimeMs))
      return names
        .map((name, index) => ({ name, ended: ended[index] ?? 0 }))
        .toSorted((a, b) => a.ended - b.ended || a.name.localeCompare(b.name))
        .map(({ name }) => name)
    },

    /**
     * The live release, once its files are seen to be all there.
     * @throws Error that says what is damaged; other releases may still be whole.
     */
    async findLive(): Promise<StoredRelease | null> {
      const target = await findLink(liveLink)
      return target === null ? null : await this.get(resolve(folder, target))
    },

    /** @throws Error if the release is damaged. */
    async get(nameOrFolder: string): Promise<StoredRelease> {
      return await readRelease(resolve(releases, nameOrFolder))
    },

    /** Makes a release the live one, by one rename. */
    async makeLive(release: StoredRelease): Promise<void> {
      await rm(`${liveLink}.new`, { force: true })
      await symlink(join('releases', release.name), `${liveLink}.new`)
      await rename(`${liveLink}.new`, liveLink)
    },

    /** Resolves once what a crash left is removed; nothing waits for that but whoever wants the folder to be at rest. */
    whenClear: (): Promise<void> => clearing.done,

    /** Whether the next release would have to link all that it shares with the one before. */
    lacksSpare: (): boolean => spare === null,

    /** Lets a release that is kept no longer be what the next one begins with. */
    async recycle(release: StoredRelease): Promise<void> {
      await rename(release.folder, spareFolder)
      spare = release
    },

    /** A free place for a copy of a release. */
    nameCopy(): string {
      drafts += 1
      return join(releases, `${unfinished}${process.pid}-${drafts}`)
    },

    /** Lets `copy`, a folder of links to all files of `release`, be what the next one begins with. */
    async adopt(copy: string, release: StoredRelease): Promise<void> {
      if (spare) return await rm(copy, { recursive: true })
      await rename(copy, spareFolder)
      spare = release
    },
  }
}

function filesOf(wanted: ReleaseRecord, held: ReleaseRecord | undefined): Holdings<FileRecord> {
  return {
    wanted: Object.entries(wanted.files),
    isWanted: path => wanted.files[path] !== undefined,
    held: Object.entries(held?.files ?? {}),
    findHeld: path => held?.files[path],
    namesOf,
  }
}

/**
 * Puts what earlier processes left unfinished out of the way, and begins to remove it: ten thousand pages take seconds,
 * and patients wait for the door to open.
 */
async function clearUnfinished(releases: string): Promise<{ done: Promise<void> }> {
  const left: string[] = []
  for (const name of await readdir(releases)) {
    if (!name.startsWith('.')) continue
    // What the last process did not finish removing has such a name already.
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

/** A power cut can leave files empty that a record lists: sizes tell. */
function verifyFiles(folder: string, files: ReleaseRecord['files']): void {
  for (const [path, file] of Object.entries(files)) {
    const names = namesOf(path, file)
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
