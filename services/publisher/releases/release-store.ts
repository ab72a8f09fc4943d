import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { relative } from 'node:path'
import type { Snapshot } from '#renderer/contract.ts'
import type { Log } from '../log.ts'
import { openFileStore, writeWhole } from './file-store.ts'
import {
  findLiveName,
  listReleaseNames,
  locateManifest,
  readIndex,
  readManifest,
  readRelease,
  type StoredRelease,
  toLive,
  toManifests,
  verifyFiles,
} from './read-release.ts'
import { type FileRecord, type ReleaseRecord, toStoredName } from './release-record.ts'
import { type Differences, findDifferences, toHashes, writeShards } from './shards.ts'
import { byId, toStored } from './stored-content.ts'
import { removeTakenOver, takeOverFolders } from './take-over-folders.ts'

export type { StoredRelease }

/** A release that is being built: new files are written at once, everything else by `finish`. */
export type StagedRelease = {
  /** `stored`: the file’s bytes, compressed if its record says so. */
  write(file: FileRecord, stored: Uint8Array): void
  /**
   * Completes the release. Does not make it live. `previous`, from which it differs, must stay until then: files are shared
   * with it.
   */
  finish(
    built: { record: ReleaseRecord; differences: Differences },
    snapshot: Snapshot,
    previous: StoredRelease | null,
  ): StoredRelease
  /** Gives up its files. Does nothing after `finish`. */
  discard(): void
}

export type ReleaseStore = Awaited<ReturnType<typeof openReleaseStore>>

/**
 * The releases below `folder`: a manifest each, over files that they share, and `live`, a link to one of the manifests.
 * Releases that earlier versions kept as folders are taken over.
 */
export async function openReleaseStore(folder: string, log: Log) {
  mkdirSync(toManifests(folder), { recursive: true })
  const store = openFileStore(folder, log)
  /** The last release that was made: live, or about to be. */
  let latest: string | null = null
  /** Of releases that were made here: what a sweep would otherwise read. */
  const made = new Map<string, Pick<StoredRelease, 'index' | 'content'>>()
  const batch = store.begin()
  const hasTakenOver = await takeOverFolders(store, batch, log)
  batch.end()
  const liveName = hasTakenOver ? await findLiveName(folder) : null
  if (liveName !== null) makeLive(liveName)

  function begin(): StagedRelease {
    const batch = store.begin()
    return {
      write: (file, stored) => batch.write(toStoredName(file), stored),
      finish({ record, differences }, snapshot, previous) {
        const index = writeShards(record.files, previous?.index, differences, batch, entry => entry)
        const values = byId(snapshot)
        const before = previous?.content
        const changes = findDifferences(before?.values, values)
        const shards = writeShards(values, before?.shards, changes, batch, toStored)
        const content = { values, shards }
        const { files: _, ...head } = record
        const manifest = { ...head, index: toHashes(index), content: toHashes(shards) }
        batch.flush()
        const name = findFreeName(record.release)
        writeWhole(locateManifest(folder, name), JSON.stringify(manifest))
        batch.end()
        latest = name
        made.set(name, { index, content })
        return { name, files: store, record, index, content }
      },
      discard: batch.end,
    }
  }

  /** Synchronous, since the thread pool takes longer than the disk. */
  function makeLive(name: string): void {
    const live = toLive(folder)
    rmSync(`${live}.new`, { force: true })
    symlinkSync(relative(folder, locateManifest(folder, name)), `${live}.new`)
    renameSync(`${live}.new`, live)
  }

  function findFreeName(release: string): string {
    let name = release
    for (let number = 2; existsSync(locateManifest(folder, name)); number += 1) name = `${release}.${number}`
    return name
  }

  /** The hashes that manifests name. Releases share most shards: each is looked through, or read, once. */
  async function findNamed(live: StoredRelease | null): Promise<ReadonlySet<string>> {
    const named = new Set<string>()
    const addIndex = (index: StoredRelease['index']) => {
      for (const { hash, entries } of index.values()) {
        if (named.has(hash)) continue
        named.add(hash)
        for (const [, file] of entries) named.add(file.hash)
      }
    }
    if (live) addIndex(live.index)
    for (const name of await listReleaseNames(folder)) {
      const known = made.get(name)
      if (known) {
        addIndex(known.index)
        for (const { hash } of known.content?.shards.values() ?? []) named.add(hash)
        continue
      }
      const { index, content } = readManifest(folder, name)
      for (const hash of Object.values(content)) named.add(hash)
      const unread = Object.entries(index).filter(([, hash]) => !named.has(hash))
      addIndex(readIndex(store, Object.fromEntries(unread)))
    }
    return named
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
      const release = readRelease(store, name)
      verifyFiles(release)
      return release
    },

    /** Makes a release live by one atomic rename. */
    makeLive: ({ name }: StoredRelease): void => makeLive(name),

    /** Removes the folders that earlier versions left. */
    removeTakenOver: (signal: AbortSignal): Promise<void> => removeTakenOver(folder, signal),

    /** Removes releases at once; their files stay until they are swept. */
    remove(names: Iterable<string>): void {
      for (const name of names) {
        // It is the oldest by its time if the clock was ahead before.
        if (name === latest) continue
        rmSync(locateManifest(folder, name), { force: true })
        made.delete(name)
      }
    },

    /** Removes files that no release has. @throws Error if a release cannot be read, since its files are then unknown. */
    sweep: (live: StoredRelease | null): Promise<void> => store.sweep(() => findNamed(live)),

    close: store.close,
  }
}
