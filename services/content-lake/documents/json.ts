/** A JSON object with unchecked fields. */
export type JsonObject = Record<string, unknown>

/** Whether a value is a JSON object: not an array, null or a primitive. */
export function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a value nests objects and arrays more than `depth` levels deep; does not recurse deeper itself. */
export function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some(item => isDeeperThan(item, depth - 1))
}

/** A value as it would be read back from disk: no undefined, no shared parts. */
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

/** Characters encoded at once: each write has a cost, and text takes more memory than its bytes. */
const blockSize = 65_536

/** Encodes pieces of text as UTF-8, without keeping the pieces in memory. */
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

/** Estimates the length of a value's JSON in characters; stops counting at `enough`. */
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
