/**
 * Entries grouped by a hash of their key, so that a change rewrites one small file and releases share the others. A site of
 * ten thousand pages has forty entries a shard.
 */
export type Shards<Entry> = ReadonlyMap<string, readonly Entry[]>

const shardCount = 256

/** Groups entries; each shard keeps their order. */
export function toShards<Entry>(
  entries: Iterable<Entry>,
  keyOf: (entry: Entry) => string,
): Map<string, Entry[]> {
  const shards = new Map<string, Entry[]>()
  for (const entry of entries) {
    const name = toShardName(keyOf(entry))
    const shard = shards.get(name)
    if (shard) shard.push(entry)
    else shards.set(name, [entry])
  }
  return shards
}

/** The shards of `next`, replaced by those of `previous` where all entries are identical. */
export function keepSame<Entry>(
  next: Shards<Entry>,
  previous: Shards<Entry>,
  isSame: (a: Entry, b: Entry) => boolean,
): Map<string, readonly Entry[]> {
  const kept = new Map<string, readonly Entry[]>()
  for (const [name, entries] of next) {
    const before = previous.get(name)
    const same =
      before?.length === entries.length &&
      entries.every((entry, index) => {
        const other = before[index]
        return other !== undefined && isSame(entry, other)
      })
    kept.set(name, same ? before : entries)
  }
  return kept
}

/** Eight bits of FNV-1a (32 bits): fast, and well distributed for keys with common prefixes. */
function toShardName(key: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  }
  return ((hash >>> 16) % shardCount).toString(16).padStart(2, '0')
}
