import { readFile } from 'node:fs/promises'

/** A cache of small files, whose names identify their content. */
export type FileCache = { read(file: string): Promise<Buffer> }

/** Keeps at most `maxBytes`; the least recently used goes first. */
export function createFileCache(maxBytes: number): FileCache {
  const kept = new Map<string, Buffer>()
  let bytes = 0

  function keep(file: string, body: Buffer): void {
    const old = kept.get(file)
    if (old) bytes -= old.byteLength
    kept.delete(file)
    kept.set(file, body)
    bytes += body.byteLength
    for (const [oldest, oldestBody] of kept) {
      if (bytes <= maxBytes) return
      kept.delete(oldest)
      bytes -= oldestBody.byteLength
    }
  }

  return {
    async read(file) {
      const body = kept.get(file) ?? (await readFile(file))
      keep(file, body)
      return body
    },
  }
}
