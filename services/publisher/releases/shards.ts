import { z } from 'zod'
import { type Batch, computeHash, type StoredFiles } from './file-store.ts'

/** Some entries of a release, and the hash that names their file. */
type Shard<Value> = { hash: string; entries: readonly Entry<Value>[] }
type Entry<Value> = readonly [key: string, value: Value]

/**
 * Entries grouped by a hash of their key, so that a change rewrites one small file and releases share the others. A site of
 * ten thousand pages has forty entries a shard.
 */
export type Shards<Value> = ReadonlyMap<string, Shard<Value>>

/** The hashes of a release's shards, as its manifest lists them. */
export const shardHashes = z.record(z.string(), z.string())
export type ShardHashes = z.output<typeof shardHashes>

const shardNames = Array.from({ length: 256 }, (_, number) => number.toString(16).padStart(2, '0'))

/** Groups entries by shard; each group keeps their order. */
export function groupByShard<Value>(entries: Iterable<Entry<Value>>): Map<string, Entry<Value>[]> {
  return Map.groupBy(entries, ([key]) => toShardName(key))
}

/** Writes the shards that `previous` does not have; an identical value means identical bytes. */
export function writeShards<Value>(
  entries: Iterable<Entry<Value>>,
  previous: Shards<Value> | null,
  batch: Batch,
  toJson: (entry: Entry<Value>) => unknown,
): Shards<Value> {
  const shards = new Map<string, Shard<Value>>()
  for (const [name, group] of groupByShard(entries)) {
    const before = previous?.get(name)
    shards.set(name, before && isSame(before.entries, group) ? before : writeShard(group))
  }
  return shards

  function writeShard(group: readonly Entry<Value>[]): Shard<Value> {
    const text = JSON.stringify(group.map(toJson))
    const hash = computeHash(text)
    batch.write(hash, text)
    return { hash, entries: group }
  }
}

function isSame(a: readonly Entry<unknown>[], b: readonly Entry<unknown>[]): boolean {
  return a.length === b.length && a.every(([key, value], at) => b[at]?.[0] === key && b[at]?.[1] === value)
}

export function toHashes(shards: Shards<unknown>): ShardHashes {
  return Object.fromEntries(Array.from(shards, ([name, { hash }]) => [name, hash]))
}

/** Reads shards. @throws Error if one is missing or malformed. */
export function readShards<Value>(
  files: StoredFiles,
  hashes: ShardHashes,
  entry: z.ZodType<Entry<Value>>,
): Shards<Value> {
  const shards = new Map<string, Shard<Value>>()
  for (const [name, hash] of Object.entries(hashes)) {
    const text = files.read(hash).toString()
    shards.set(name, { hash, entries: z.array(entry).parse(JSON.parse(text)) })
  }
  return shards
}

/** The shard of a key: eight bits of FNV-1a (32 bits): fast, and well distributed for keys with common prefixes. */
export function toShardName(key: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  }
  return shardNames[(hash >>> 16) % shardNames.length] ?? ''
}
