import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** `<name of the original>~<key>.<format>` */
const namePattern = /^[0-9a-f]{40}-\d+x\d+\.[a-z0-9]+~[0-9a-f]{32}\.[a-z]+$/

/** Resized pictures on disk, least recently used removed first once the quota in bytes is full. */
export class ResizedCopies {
  readonly #folder: string
  readonly #quotaBytes: number
  /** Bytes by name, least recently used first. */
  readonly #sizes = new Map<string, number>()
  #total = 0

  constructor(folder: string, quotaBytes: number) {
    this.#folder = folder
    this.#quotaBytes = quotaBytes
    mkdirSync(folder, { recursive: true })
    const found = readdirSync(folder).map(name => ({ name, ...readFacts(join(folder, name)) }))
    for (const { name, size } of found.sort((a, b) => a.madeAt - b.madeAt)) {
      if (namePattern.test(name)) this.#add(name, size)
      else rmSync(join(folder, name), { recursive: true, force: true })
    }
    this.#makeRoom(0)
  }

  /** The bytes of a copy; null if there is none. */
  async find(name: string): Promise<Buffer | null> {
    const size = this.#sizes.get(name)
    if (size === undefined) return null
    this.#sizes.delete(name)
    this.#sizes.set(name, size)
    try {
      return await readFile(join(this.#folder, name))
    } catch {
      // Deleted by hand: it is made again.
      this.#remove(name)
      return null
    }
  }

  /** Stores a copy unless `isWanted` has become false meanwhile. Throws disk errors. */
  async keep(name: string, bytes: Buffer, isWanted: () => boolean): Promise<void> {
    if (bytes.length > this.#quotaBytes) return
    const unfinished = join(this.#folder, `${name}.${process.pid}`)
    try {
      this.#makeRoom(bytes.length)
      await writeFile(unfinished, bytes)
      if (!isWanted()) return
      this.#remove(name)
      this.#makeRoom(bytes.length)
      renameSync(unfinished, join(this.#folder, name))
      this.#add(name, bytes.length)
    } finally {
      await rm(unfinished, { force: true }).catch(() => {})
    }
  }

  /** Removes every copy of an original. */
  removeCopiesOf(original: string): void {
    for (const name of [...this.#sizes.keys()]) if (name.startsWith(`${original}~`)) this.#remove(name)
  }

  #makeRoom(bytes: number): void {
    for (const name of [...this.#sizes.keys()]) {
      if (this.#total + bytes <= this.#quotaBytes) return
      this.#remove(name)
    }
  }

  #add(name: string, size: number): void {
    this.#sizes.set(name, size)
    this.#total += size
  }

  #remove(name: string): void {
    this.#total -= this.#sizes.get(name) ?? 0
    this.#sizes.delete(name)
    rmSync(join(this.#folder, name), { force: true })
  }
}

function readFacts(file: string): { size: number; madeAt: number } {
  const { size, mtimeMs } = statSync(file)
  return { size, madeAt: mtimeMs }
}
