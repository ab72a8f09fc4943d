import type { StoredRelease } from '../releases/release-store.ts'
import { type ServedFile, toServed } from './served-file.ts'

/** How a release differs from the one that is served: less than the thread that answers patients would read and parse. */
export type ReleaseUpdate = {
  /** The name of the release that it differs from. */
  from: string
  shards: readonly {
    shard: string
    hash: string
    /** New and other files, by path. */
    changed: readonly (readonly [path: string, file: ServedFile])[]
    gone: readonly string[]
  }[]
  redirects: StoredRelease['record']['redirects']
}

/** A release as far as a later one is compared with it. */
export type ShownRelease = Pick<StoredRelease, 'name' | 'index'>

export function toUpdate(previous: ShownRelease, next: StoredRelease): ReleaseUpdate {
  const names = [...new Set([...previous.index.keys(), ...next.index.keys()])]
  const shards = names.flatMap(shard => {
    const [before, after] = [previous.index.get(shard), next.index.get(shard)]
    if (before?.hash === after?.hash) return []
    const old = new Map(before?.entries)
    const files = new Map(after?.entries)
    const changed = [...files].filter(([path, file]) => old.get(path) !== file)
    return {
      shard,
      hash: after?.hash ?? '',
      changed: changed.map(([path, file]) => [path, toServed(file)] as const),
      gone: [...old.keys()].filter(path => !files.has(path)),
    }
  })
  return { from: previous.name, shards, redirects: next.record.redirects }
}
