/** A cache of files, whose names identify their content. */
export type FileCache = { read(name: string, load: (name: string) => Buffer): Buffer }

/** Keeps at most `maxBytes`; the least recently used goes first. */
export function createFileCache(maxBytes: number): FileCache {
  const kept = new Map<string, Buffer>()
  let bytes = 0

  function keep(name: string, body: Buffer): void {
    const old = kept.get(name)
    if (old) bytes -= old.byteLength
    kept.delete(name)
    kept.set(name, body)
    bytes += body.byteLength
    for (const [oldest, oldestBody] of kept) {
      if (bytes <= maxBytes) return
      kept.delete(oldest)
      bytes -= oldestBody.byteLength
    }
  }

  return {
    read(name, load) {
      const body = kept.get(name) ?? load(name)
      keep(name, body)
      return body
    },
  }
}
