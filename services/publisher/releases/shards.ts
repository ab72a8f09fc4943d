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

/** Values with the shards that they are kept in. */
export type Sharded<Value> = { values: ReadonlyMap<string, Value>; shards: Shards<Value> }

/** Keys of values that are new or not the same objects as before, and of those that are gone. */
export type Differences = { changed: readonly string[]; gone: readonly string[] }

/** Groups keys by shard; each group keeps their order. */
function groupByShard(keys: Iterable<string>): Map<string, string[]> {
  return Map.groupBy(keys, toShardName)
}

/** Writes the shards in which values differ from those of `previous`: an identical value means identical bytes. */
export function writeShards<Value>(
  values: ReadonlyMap<string, Value>,
  previous: Shards<Value> | undefined,
  { changed, gone }: Differences,
  batch: Batch,
  toJson: (entry: Entry<Value>) => unknown,
): Shards<Value> {
  const shards = new Map(previous)
  for (const [name, keys] of groupByShard([...changed, ...gone])) {
    const all = new Set([...(shards.get(name)?.entries.map(([key]) => key) ?? []), ...keys])
    // Sorted, so that equal shards have equal bytes.
    const group = [...all].sort().flatMap((key): Entry<Value>[] => {
      const value = values.get(key)
      return value === undefined ? [] : [[key, value]]
    })
    if (group.length === 0) shards.delete(name)
    else shards.set(name, writeShard(group))
  }
  return shards

  function writeShard(group: readonly Entry<Value>[]): Shard<Value> {
    const text = JSON.stringify(group.map(toJson))
    const hash = computeHash(text)
    batch.write(hash, text)
    return { hash, entries: group }
  }
}

/** By a look at every value: a release knows those of its files already. */
export function findDifferences(
  before: ReadonlyMap<string, unknown> | undefined,
  after: ReadonlyMap<string, unknown>,
): Differences {
  const changed: string[] = []
  for (const [key, value] of after) if (before?.get(key) !== value) changed.push(key)
  const gone: string[] = []
  for (const key of before?.keys() ?? []) if (!after.has(key)) gone.push(key)
  return { changed, gone }
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
