import { mkdir, readdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { assertSnapshot, type Snapshot } from '../renderer.ts'
import {
  createReleaseFolder,
  namesOf,
  publicName,
  type ReleaseFolder,
  writeDurably,
} from './release-folder.ts'
import { type Encoding, fileOf, type ReleaseRecord, releaseRecord, twinEndings } from './release-record.ts'

/** A finished release on disk. */
export type StoredRelease = {
  /** The name of its folder: the release's id, or that and a number where an id came twice. */
  name: string
  folder: string
  record: ReleaseRecord
  snapshot: Snapshot
}

/** A release in the making. */
export type Draft = {
  folder: string
  files: ReleaseFolder
  discard(): Promise<void>
  /** Gives the release its final name. It is complete from then on, though not live. */
  finish(record: ReleaseRecord, snapshot: Snapshot): Promise<StoredRelease>
}

export type ReleaseStore = Awaited<ReturnType<typeof openReleaseStore>>

const recordName = 'release-record.json'
const snapshotName = 'snapshot.json'
const unfinished = '.new-'

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
 * unfinished is removed.
 */
export async function openReleaseStore(folder: string) {
  const releases = join(folder, 'releases')
  const liveLink = join(folder, 'live')
  await mkdir(releases, { recursive: true })
  for (const name of await readdir(releases)) {
    if (name.startsWith(unfinished)) await rm(join(releases, name), { recursive: true, force: true })
  }
  await rm(`${liveLink}.new`, { force: true })
  let drafts = 0

  return {
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

    /** Begins a release beside the others. */
    async begin(): Promise<Draft> {
      drafts += 1
      const draft = join(releases, `${unfinished}${process.pid}-${drafts}`)
      await rm(draft, { recursive: true, force: true })
      await mkdir(join(draft, publicName), { recursive: true })
      return {
        folder: draft,
        files: createReleaseFolder(draft),
        discard: () => rm(draft, { recursive: true, force: true }),
        async finish(record, snapshot) {
          await writeDurably(join(draft, snapshotName), JSON.stringify(snapshot))
          await writeDurably(join(draft, recordName), JSON.stringify(record))
          const name = await freeName(releases, record.release)
          await rename(draft, join(releases, name))
          return { name, folder: join(releases, name), record, snapshot }
        },
      }
    },

    /** Makes a release the live one, by one rename. */
    async makeLive(release: StoredRelease): Promise<void> {
      await rm(`${liveLink}.new`, { force: true })
      await symlink(join('releases', release.name), `${liveLink}.new`)
      await rename(`${liveLink}.new`, liveLink)
    },
  }
}

async function findLink(link: string): Promise<string | null> {
  try {
    return await readlink(link)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

async function readRelease(folder: string): Promise<StoredRelease> {
  const record = releaseRecord.parse(JSON.parse(await readFile(join(folder, recordName), 'utf8')))
  const snapshot: unknown = JSON.parse(await readFile(join(folder, snapshotName), 'utf8'))
  assertSnapshot(snapshot)
  await verifyFiles(folder, record)
  return { name: basename(folder), folder, record, snapshot }
}

/** A power cut can leave files empty that a record lists: sizes tell. */
async function verifyFiles(folder: string, record: ReleaseRecord): Promise<void> {
  for (const [path, file] of Object.entries(record.files)) {
    const [name = '', ...twins] = namesOf(path, file)
    const sizes = [
      file.size,
      ...twins.map(twin => (twin.endsWith('.br') ? file.encodings.br : file.encodings.gzip)),
    ]
    for (const [index, each] of [name, ...twins].entries()) {
      const { size } = await stat(join(folder, publicName, each))
      if (size === sizes[index]) continue
      throw new Error(
        `${join(folder, publicName, each)} holds ${size} bytes where ${sizes[index]} were written.`,
      )
    }
  }
}

async function freeName(releases: string, release: string): Promise<string> {
  const taken = new Set(await readdir(releases))
  let name = release
  for (let number = 2; taken.has(name); number += 1) name = `${release}.${number}`
  return name
}
