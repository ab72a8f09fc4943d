import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setImmediate as yieldToOthers } from 'node:timers/promises'

/** The files that a release in the making writes or reuses: safe from sweeps. */
export type Batch = {
  /** Writes a file named for its content, unless it is there already. */
  write(name: string, body: Uint8Array | string): void
  /** The files are named by a manifest, or no longer needed. */
  end(): void
}

export type FileStore = ReturnType<typeof createFileStore>

/** How many files a sweep looks at before it lets the server answer. */
const sweptAtOnce = 16

/** The hexadecimal digits of a SHA-256. */
const hashLength = 64

/** SHA-256 in hexadecimal: identifies equal files, names them on disk, and is their entity tag. */
export function computeHash(body: Uint8Array | string): string {
  return createHash('sha256').update(body).digest('hex')
}

/** The path of a stored file. Subfolders keep listings short. */
export function locateStored(folder: string, name: string): string {
  return join(folder, name.slice(0, 2), name)
}

/** Whether a file is whole: a power cut can leave it empty. */
export function isWhole(file: string, size: number): boolean {
  return statSync(file, { throwIfNoEntry: false })?.size === size
}

/**
 * Writes a file by one rename: it is whole or absent, whenever the process ends. Synchronous, since the thread pool takes
 * longer than the disk. Not synced: the next start notices files lost in a power cut by their size.
 */
export function writeWhole(file: string, body: Uint8Array | string): void {
  const unfinished = `${file}.new`
  writeFileSync(unfinished, body)
  renameSync(unfinished, file)
}

/** Files named for their content: written once, shared by releases, removed when no release names them. */
export function createFileStore(folder: string) {
  const folders = new Set<string>()
  const batches = new Set<{ names: Set<string>; hasEnded: boolean }>()

  function isInBatch(name: string): boolean {
    for (const { names } of batches) if (names.has(name)) return true
    return false
  }

  /** Forgets the batches that have ended, and returns their files. */
  function takeEnded(): Set<string> {
    const ended = new Set<string>()
    for (const batch of batches) {
      if (!batch.hasEnded) continue
      batches.delete(batch)
      for (const name of batch.names) ended.add(name)
    }
    return ended
  }

  return {
    begin(): Batch {
      const batch = { names: new Set<string>(), hasEnded: false }
      batches.add(batch)
      return {
        write(name, body) {
          batch.names.add(name)
          const file = locateStored(folder, name)
          if (isWhole(file, Buffer.byteLength(body))) return
          const parent = dirname(file)
          if (!folders.has(parent)) mkdirSync(parent, { recursive: true })
          folders.add(parent)
          writeWhole(file, body)
        },
        end() {
          batch.hasEnded = true
        },
      }
    },

    /** The names of all files, also of those that a crash left unfinished. */
    async list(): Promise<string[]> {
      const names: string[] = []
      for (const part of await readdir(folder)) names.push(...(await readdir(join(folder, part))))
      return names
    },

    /**
     * Removes what no release has. `look`, called first, returns the hashes that releases name, and candidates to remove;
     * files of ended batches are candidates, too. A release may be made meanwhile: no file is removed of a batch that was
     * open when the sweep began, or was begun since.
     */
    async sweep(
      look: () => Promise<{ named: ReadonlySet<string>; candidates: Iterable<string> }>,
    ): Promise<void> {
      // Batches that end during `look` are not all seen by it: they count as open.
      const ended = takeEnded()
      const { named, candidates } = await look()
      for (const name of candidates) ended.add(name)
      let count = 0
      for (const name of ended) {
        count += 1
        if (count % sweptAtOnce === 0) await yieldToOthers()
        // At once after the look at the batches, so that none can reuse the file in between.
        if (!named.has(name.slice(0, hashLength)) && !isInBatch(name)) {
          rmSync(locateStored(folder, name), { force: true })
        }
      }
    },
  }
}
