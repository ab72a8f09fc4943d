import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type Batch, computeHash, locateStored } from './file-store.ts'

/** Some entries of a release, and the hash that names their file. */
export type Shard<Entry> = { hash: string; entries: readonly Entry[] }

/**
 * Entries grouped by a hash of their key, so that a change rewrites one small file and releases share the others. A site of
 * ten thousand pages has forty entries a shard.
 */
export type Shards<Entry> = ReadonlyMap<string, Shard<Entry>>

/** The hashes of a release's shards, as its manifest lists them. */
export const shardHashes = z.record(z.string(), z.string())
export type ShardHashes = z.output<typeof shardHashes>

const shardNames = Array.from({ length: 256 }, (_, number) => number.toString(16).padStart(2, '0'))

/** Groups entries by shard; each group keeps their order. */
export function groupByShard<Entry>(
  entries: Iterable<Entry>,
  keyOf: (entry: Entry) => string,
): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const name = toShardName(keyOf(entry))
    const group = groups.get(name)
    if (group) group.push(entry)
    else groups.set(name, [entry])
  }
  return groups
}

/** Writes the groups that `previous` does not have; an identical entry means identical bytes. */
export function writeShards<Entry>(
  groups: ReadonlyMap<string, readonly Entry[]>,
  previous: Shards<Entry> | null,
  batch: Batch,
  { isSame, toJson }: { isSame(a: Entry, b: Entry): boolean; toJson(entry: Entry): unknown },
): Shards<Entry> {
  const shards = new Map<string, Shard<Entry>>()
  for (const [name, entries] of groups) {
    const before = previous?.get(name)
    const isKept =
      before?.entries.length === entries.length &&
      before.entries.every((entry, index) => {
        const other = entries[index]
        return other !== undefined && isSame(entry, other)
      })
    shards.set(name, before && isKept ? before : writeShard(entries))
  }
  return shards

  function writeShard(entries: readonly Entry[]): Shard<Entry> {
    const text = JSON.stringify(entries.map(toJson))
    const hash = computeHash(text)
    batch.write(hash, text)
    return { hash, entries }
  }
}

export function toHashes(shards: Shards<unknown>): ShardHashes {
  return Object.fromEntries(Array.from(shards, ([name, { hash }]) => [name, hash]))
}

/** Reads shards from the folder of stored files. @throws Error if one is missing or malformed. */
export async function readShards<Entry>(
  folder: string,
  hashes: ShardHashes,
  entry: z.ZodType<Entry>,
): Promise<Shards<Entry>> {
  const shards = new Map<string, Shard<Entry>>()
  for (const [name, hash] of Object.entries(hashes)) {
    const text = await readFile(locateStored(folder, hash), 'utf8')
    shards.set(name, { hash, entries: z.array(entry).parse(JSON.parse(text)) })
  }
  return shards
}

/** Eight bits of FNV-1a (32 bits): fast, and well distributed for keys with common prefixes. */
function toShardName(key: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  }
  return shardNames[(hash >>> 16) % shardNames.length] ?? ''
}
