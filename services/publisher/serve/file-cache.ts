import { readFile } from 'node:fs/promises'

/** Small files that were just read, by what they hold: the same bytes in two releases are kept once. */
export type FileCache = { read(key: string, file: string): Promise<Buffer> }

/** Keeps at most `maxBytes`; what was not asked for longest goes first. */
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
