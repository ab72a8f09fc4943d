import { readFile } from 'node:fs/promises'

/** A cache of small files by hash, so that equal files of two releases are cached once. */
export type FileCache = { read(key: string, file: string): Promise<Buffer> }

/** Keeps at most `maxBytes`; the least recently used goes first. */
export function createFileCache(maxBytes: number): FileCache {
  const kept = new Map<string, Buffer>()
  let bytes = 0

  function keep(key: string, body: Buffer): void {
    const old = kept.get(key)
    if (old) bytes -= old.byteLength
    kept.delete(key)
    kept.set(key, body)
    bytes += body.byteLength
    for (const [oldest, oldestBody] of kept) {
      if (bytes <= maxBytes) return
      kept.delete(oldest)
      bytes -= oldestBody.byteLength
    }
  }

  return {
    async read(key, file) {
      const body = kept.get(key) ?? (await readFile(file))
      keep(key, body)
      return body
    },
  }
}
