import { openStoredFiles, type StoredFiles } from '../releases/file-store.ts'
import { readIndex, readManifest } from '../releases/read-release.ts'
import type { FileRecord } from '../releases/release-record.ts'
import { toShardName } from '../releases/shards.ts'

/** What a response needs to know of a file. */
export type ServedFile = Pick<
  FileRecord,
  'hash' | 'size' | 'status' | 'contentType' | 'brotliSize' | 'csp'
> & {
  /** Whether it is made of content, not of code alone. */
  isOfContent: boolean
}

/** Files by path, in shards as on disk: releases share those that are the same. */
type ServedShards = ReadonlyMap<string, { hash: string; files: ReadonlyMap<string, ServedFile> }>

/** A release as far as it is served. */
export type ServedRelease = {
  name: string
  shards: ServedShards
  /** Targets of old addresses; null: gone for good. */
  redirects: ReadonlyMap<string, string | null>
}

export type ServedReleases = ReturnType<typeof openServedReleases>

/** The releases of a publisher's folder that are served: the live one, and those that it replaced. Read-only. */
export function openServedReleases({
  folder,
  keepReleases,
  now,
}: {
  folder: string
  keepReleases: number
  now(): Temporal.Instant
}) {
  const files = openStoredFiles(folder)
  const toServed = createInterned()
  let live: ServedRelease | null = null
  let earlier: { release: ServedRelease; replacedAt: Temporal.Instant }[] = []

  return {
    files: files satisfies StoredFiles,
    /** Null before the first release. */
    live: (): ServedRelease | null => live,
    /** Replaced releases, newest first, whose hashed files pages in open tabs may still ask for. */
    earlier: () => earlier,

    /** Serves a release from now on: every request that comes later is answered from it. @throws if it cannot be read. */
    show(name: string): void {
      const previous = live
      live = read(name, previous)
      const replaced = previous ? [{ release: previous, replacedAt: now() }] : []
      earlier = [...replaced, ...earlier.filter(({ release }) => release.name !== previous?.name)]
        .filter(({ release }) => release.name !== name)
        .slice(0, keepReleases - 1)
    },

    /** Forgets replaced releases: their files may be removed. */
    forget(names: readonly string[]): void {
      earlier = earlier.filter(({ release }) => !names.includes(release.name))
    },

    close: files[Symbol.dispose],
  }

  /** Reads the shards that the previous release does not have. */
  function read(name: string, previous: ServedRelease | null): ServedRelease {
    const { index, redirects } = readManifest(folder, name)
    const isKnown = (shard: string, hash: string) => previous?.shards.get(shard)?.hash === hash
    const unread = Object.entries(index).filter(([shard, hash]) => !isKnown(shard, hash))
    const shards = new Map(previous?.shards)
    // One after the other: whole records are several times what is kept of them.
    for (const [shard, hash] of unread) {
      const entries = readIndex(files, { [shard]: hash }).get(shard)?.entries ?? []
      shards.set(shard, { hash, files: new Map(entries.map(([path, file]) => [path, toServed(file)])) })
    }
    for (const shard of shards.keys()) if (index[shard] === undefined) shards.delete(shard)
    return { name, shards, redirects: new Map(redirects.map(({ from, to }) => [from, to])) }
  }
}

export function findServedFile({ shards }: ServedRelease, path: string): ServedFile | null {
  return shards.get(toShardName(path))?.files.get(path) ?? null
}

/** Thousands of pages have the same few types and policies: each is kept once. */
function createInterned(): (file: FileRecord) => ServedFile {
  const texts = new Map<string, string>()
  const one = (text: string): string => {
    const known = texts.get(text)
    if (known === undefined) texts.set(text, text)
    return known ?? text
  }
  return ({ hash, size, status, contentType, brotliSize, csp, dependencies }) => ({
    hash,
    size,
    status,
    contentType: one(contentType),
    brotliSize,
    csp: csp && one(csp),
    isOfContent: dependencies.length > 0,
  })
}
