import { openStoredFiles, type StoredFiles } from '../releases/file-store.ts'
import { readIndex, readManifest } from '../releases/read-release.ts'
import { toShardName } from '../releases/shards.ts'
import type { ReleaseUpdate } from './release-update.ts'
import { type ServedFile, toServed } from './served-file.ts'

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
  const intern = createIntern()
  let live: ServedRelease | null = null
  let earlier: { release: ServedRelease; replacedAt: Temporal.Instant }[] = []

  return {
    files: files satisfies StoredFiles,
    /** Null before the first release. */
    live: (): ServedRelease | null => live,
    /** Replaced releases, newest first, whose hashed files pages in open tabs may still ask for. */
    earlier: () => earlier,

    /**
     * Serves a release from now on: every request that comes later is answered from it. `update` says how it differs from one; where
     * that one is not served, the release is read from the disk. @throws if it cannot be read.
     */
    show(name: string, update: ReleaseUpdate | null): void {
      const previous = live
      live = previous && update?.from === previous.name ? apply(update, name, previous) : read(name, previous)
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
      shards.set(shard, {
        hash,
        files: new Map(entries.map(([path, file]) => [path, intern(toServed(file))])),
      })
    }
    for (const shard of shards.keys()) if (index[shard] === undefined) shards.delete(shard)
    return { name, shards, redirects: toTargets(redirects) }
  }

  function apply(
    { shards: others, redirects }: ReleaseUpdate,
    name: string,
    previous: ServedRelease,
  ): ServedRelease {
    const shards = new Map(previous.shards)
    for (const { shard, hash, changed, gone } of others) {
      const files = new Map(shards.get(shard)?.files)
      for (const path of gone) files.delete(path)
      for (const [path, file] of changed) files.set(path, intern(file))
      if (files.size > 0) shards.set(shard, { hash, files })
      else shards.delete(shard)
    }
    return { name, shards, redirects: toTargets(redirects) }
  }
}

function toTargets(redirects: ReleaseUpdate['redirects']): ServedRelease['redirects'] {
  return new Map(redirects.map(({ from, to }) => [from, to]))
}

export function findServedFile({ shards }: ServedRelease, path: string): ServedFile | null {
  return shards.get(toShardName(path))?.files.get(path) ?? null
}

/** Thousands of pages have the same few types and policies: each is kept once. */
function createIntern(): (file: ServedFile) => ServedFile {
  const texts = new Map<string, string>()
  const one = (text: string): string => {
    const known = texts.get(text)
    if (known === undefined) texts.set(text, text)
    return known ?? text
  }
  return file => ({ ...file, contentType: one(file.contentType), csp: file.csp && one(file.csp) })
}
