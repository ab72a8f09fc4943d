import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
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

    /**
     * Removes files whose hash `findNamed`, called first, does not return. A release may be made meanwhile: no file is
     * removed of a batch that was open when the sweep began, or was begun since.
     */
    async sweep(findNamed: () => Promise<ReadonlySet<string>>): Promise<void> {
      // Manifests of batches that end during `findNamed` may be missed by it: only now can ended ones be forgotten.
      for (const batch of batches) if (batch.hasEnded) batches.delete(batch)
      const named = await findNamed()
      for (const part of await readdir(folder)) {
        for (const name of await readdir(join(folder, part))) {
          if (named.has(name.slice(0, hashLength)) || isInBatch(name)) continue
          // In the same turn as the look at the batches, so that none can reuse the file in between.
          unlinkSync(join(folder, part, name))
          await yieldToOthers()
        }
      }
    },
  }
}
