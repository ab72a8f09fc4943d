import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { rename, rm, symlink } from 'node:fs/promises'
import { relative } from 'node:path'
import type { Snapshot } from '#renderer/contract.ts'
import type { Log } from '../log.ts'
import type { CompressedVariant } from './compress.ts'
import { createFileStore, writeWhole } from './file-store.ts'
import {
  findLiveName,
  listReleaseNames,
  locateManifest,
  readIndex,
  readManifest,
  readRelease,
  type StoredManifest,
  type StoredRelease,
  toPlaces,
  verifyFiles,
} from './read-release.ts'
import { type FileRecord, listStored, nameStored, type ReleaseRecord } from './release-record.ts'
import { groupByShard, type ShardHashes, toHashes, writeShards } from './shards.ts'
import { toStored } from './stored-content.ts'
import { removeTakenOver, takeOverFolders } from './take-over-folders.ts'

export type { StoredRelease }

/** A release that is being built: new files are written at once, everything else by `finish`. */
export type StagedRelease = {
  write(file: FileRecord, body: Uint8Array, variants: readonly CompressedVariant[]): void
  /** Completes the release. Does not make it live. `previous` must stay until then: files are shared with it. */
  finish(record: ReleaseRecord, snapshot: Snapshot, previous: StoredRelease | null): StoredRelease
  /** Gives up its files. Does nothing after `finish`. */
  discard(): void
}

export type ReleaseStore = Awaited<ReturnType<typeof openReleaseStore>>

/**
 * The releases below `folder`: a manifest each, over files that they share, and `live`, a link to one of the manifests.
 * Releases that earlier versions kept as folders are taken over.
 */
export async function openReleaseStore(folder: string, log: Log) {
  const { files, manifests, live } = toPlaces(folder)
  for (const each of [files, manifests]) mkdirSync(each, { recursive: true })
  const store = createFileStore(files)
  /** The last release that was made: live, or about to be. */
  let latest: string | null = null
  const batch = store.begin()
  const hasTakenOver = await takeOverFolders(folder, batch, log)
  batch.end()
  const liveName = hasTakenOver ? await findLiveName(folder) : null
  if (liveName !== null) await makeLive(liveName)

  function begin(): StagedRelease {
    const batch = store.begin()
    return {
      write(file, body, variants) {
        batch.write(file.hash, body)
        for (const variant of variants) batch.write(nameStored(file, variant.encoding), variant.body)
      },
      finish(record, { documents }, previous) {
        const index = writeShards(
          groupByShard(Object.entries(record.files), ([path]) => path),
          previous?.index ?? null,
          batch,
          { isSame: (a, b) => a[0] === b[0] && a[1] === b[1], toJson: entry => entry },
        )
        const content = writeShards(
          groupByShard(documents, ({ id }) => id),
          previous?.content ?? null,
          batch,
          { isSame: (a, b) => a === b, toJson: toStored },
        )
        const { files: _, ...head } = record
        const contentHashes = toHashes(content)
        const manifest = { ...head, index: toHashes(index), content: contentHashes }
        const name = findFreeName(record.release)
        writeWhole(locateManifest(folder, name), JSON.stringify(manifest))
        batch.end()
        latest = name
        return { name, files, record, index, contentHashes, content }
      },
      discard: batch.end,
    }
  }

  async function makeLive(name: string): Promise<void> {
    await rm(`${live}.new`, { force: true })
    await symlink(relative(folder, locateManifest(folder, name)), `${live}.new`)
    await rename(`${live}.new`, live)
  }

  function findFreeName(release: string): string {
    let name = release
    for (let number = 2; existsSync(locateManifest(folder, name)); number += 1) name = `${release}.${number}`
    return name
  }

  /** The hashes that manifests name; `loaded` are releases whose shards need not be read for it. */
  async function findNamed(loaded: readonly StoredRelease[]): Promise<ReadonlySet<string>> {
    const named = new Set<string>()
    const addIndex = (index: StoredRelease['index']) => {
      for (const { hash, entries } of index.values()) {
        if (named.has(hash)) continue
        named.add(hash)
        for (const [, file] of entries) named.add(file.hash)
      }
    }
    for (const { index } of loaded) addIndex(index)
    for (const name of await listReleaseNames(folder)) {
      const { index, content } = readManifest(folder, name)
      for (const hash of Object.values(content)) named.add(hash)
      addIndex(await readIndex(files, without(index, named)))
    }
    return named
  }

  /** The files of removed releases, but for those of shards that others have. */
  async function listFilesOf(
    removed: readonly StoredManifest[],
    named: ReadonlySet<string>,
  ): Promise<string[]> {
    const names: string[] = []
    for (const { index, content } of removed) {
      names.push(...Object.values(content))
      for (const { hash, entries } of (await readIndex(files, without(index, named))).values()) {
        names.push(hash)
        for (const [, file] of entries) names.push(...listStored(file).map(({ name }) => name))
      }
    }
    return names
  }

  return {
    begin,

    /** The names of finished releases, oldest first. */
    list: (): Promise<string[]> => listReleaseNames(folder),

    /**
     * The live release, after checking that its files are whole.
     * @throws Error that says what is damaged; other releases may be intact.
     */
    async findLive(): Promise<StoredRelease | null> {
      const name = await findLiveName(folder)
      return name === null ? null : await this.get(name)
    },

    /** @throws Error if the release is damaged. */
    async get(name: string): Promise<StoredRelease> {
      const release = await readRelease(folder, name)
      verifyFiles(release)
      return release
    },

    /** Makes a release live by one atomic rename. */
    makeLive: ({ name }: StoredRelease): Promise<void> => makeLive(name),

    /** Removes the folders that earlier versions left. */
    removeTakenOver: (signal: AbortSignal): Promise<void> => removeTakenOver(folder, signal),

    /** Removes releases at once, and returns what `sweep` needs to remove their files. */
    remove(names: Iterable<string>): StoredManifest[] {
      const removed: StoredManifest[] = []
      for (const name of names) {
        // It is the oldest by its time if the clock was ahead before.
        if (name === latest) continue
        try {
          removed.push(readManifest(folder, name))
        } catch (error) {
          log.warn({ err: error, release: name }, 'This release is damaged: the next start removes its files')
        }
        rmSync(locateManifest(folder, name), { force: true })
      }
      return removed
    },

    /**
     * Removes the files that only removed releases had, or the making of one left; with null, all files that no release has.
     * `loaded` are releases that need not be read for it.
     * @throws Error if a release cannot be read, since its files are then unknown.
     */
    async sweep(removed: readonly StoredManifest[] | null, loaded: readonly StoredRelease[]): Promise<void> {
      await store.sweep(async () => {
        const named = await findNamed(loaded)
        return { named, candidates: await (removed ? listFilesOf(removed, named) : store.list()) }
      })
    },
  }
}

function without(hashes: ShardHashes, known: ReadonlySet<string>): ShardHashes {
  return Object.fromEntries(Object.entries(hashes).filter(([, hash]) => !known.has(hash)))
}
