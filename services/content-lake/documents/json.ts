/** A JSON object whose fields have not been looked at yet. */
export type JsonObject = Record<string, unknown>

/** Tells a JSON object from arrays, null and primitives. */
export function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether objects and arrays are nested in a value more than `depth` levels deep; itself never goes deeper than that. */
export function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some(item => isDeeperThan(item, depth - 1))
}

/** What a value looks like after it has been written to disk and read again: no undefined, no shared parts. */
export function storable<T>(value: T): T {
  return JSON.parse(JSON.stringify(value))
}

/** Calls `visit` with every object inside a JSON value, itself included, parents first. */
export function walkObjects(value: unknown, visit: (object: JsonObject) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walkObjects(item, visit)
    return
  }
  if (!isRecord(value)) return
  visit(value)
  for (const item of Object.values(value)) walkObjects(item, visit)
}

/** Characters that become bytes at once: writing has its price, and text takes more room than its bytes. */
const blockSize = 65_536

/** Pieces of text as the bytes of UTF-8, each piece forgotten as soon as it is in. */
export function toBlocks(pieces: Iterable<string>): Buffer[] {
  const blocks: Buffer[] = []
  let text = ''
  for (const piece of pieces) {
    text += piece
    if (text.length < blockSize) continue
    blocks.push(Buffer.from(text))
    text = ''
  }
  blocks.push(Buffer.from(text))
  return blocks
}

/** About the number of characters of a value's JSON; stops counting where it is clearly `enough`. */
export function weigh(value: unknown, enough: number): number {
  if (typeof value === 'string') return value.length + 2
  let weight = 2
  if (Array.isArray(value)) {
    for (const item of value) {
      weight += 1 + weigh(item, enough - weight)
      if (weight >= enough) return weight
    }
  } else if (isRecord(value)) {
    for (const field in value) {
      weight += field.length + 4 + weigh(value[field], enough - weight)
      if (weight >= enough) return weight
    }
  } else weight = 4
  return weight
}
