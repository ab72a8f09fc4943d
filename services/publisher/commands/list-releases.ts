import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findPause, type Pause } from '../publish/pause.ts'
import { openStoredFiles, type StoredFiles } from '../releases/file-store.ts'
import { findLiveName, listReleaseNames, locateManifest, readRelease } from '../releases/read-release.ts'
import { type HistoryEntry, readHistory } from '../releases/release-history.ts'
import { countPages, toStoredSize } from '../releases/release-record.ts'

/** A release on disk, for operators. */
export type ListedRelease = {
  name: string
  publishedAt: Temporal.Instant
  pages: number
  /** Bytes of all its files as they are stored. Releases share equal files, so that sums mean little. */
  bytes: number
  /** Why it was made; empty if unknown. */
  reasons: readonly string[]
  isLive: boolean
}

export type ReleaseList = {
  /** Newest first. */
  releases: ListedRelease[]
  /** Names of releases that cannot be read. */
  damaged: string[]
  pause: Pause | null
  /** The clinic's, if a release has it. */
  timeZone: string | null
}

/** Lists the releases in a publisher's folder. Read-only, and needs no lock: a publisher may be running. */
export async function listReleases(folder: string, now: Temporal.Instant): Promise<ReleaseList> {
  const names = await listReleaseNames(folder)
  const [live, history, pause] = [
    await findLiveName(folder),
    await readHistory(folder),
    await findPause(join(folder, 'hold.json'), now),
  ]
  using files = openStoredFiles(folder)
  const read = names.map(name => describeRelease(files, name, live, history))
  const releases = read.filter(each => each !== null)
  // A running publisher may have removed one since it was listed: that one is not damaged.
  const isThere = (name: string) => existsSync(locateManifest(folder, name))
  return {
    releases: releases.toSorted(
      (a, b) => Temporal.Instant.compare(b.publishedAt, a.publishedAt) || b.name.localeCompare(a.name),
    ),
    damaged: names.filter((name, index) => read[index] === null && isThere(name)),
    pause,
    timeZone: history.findLast(entry => entry.timeZone !== null)?.timeZone ?? null,
  }
}

function describeRelease(
  files: StoredFiles,
  name: string,
  live: string | null,
  history: readonly HistoryEntry[],
): ListedRelease | null {
  try {
    const { record } = readRelease(files, name)
    const { publishedAt } = record
    return {
      name,
      publishedAt: Temporal.Instant.from(publishedAt),
      pages: countPages(record),
      bytes: sum(Object.values(record.files).map(toStoredSize)),
      reasons: history.find(entry => entry.release === name && entry.by === 'publish')?.reasons ?? [],
      isLive: name === live,
    }
  } catch {
    return null
  }
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0)
}
