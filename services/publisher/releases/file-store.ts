import { hash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { type EarlierFiles, findEarlierFiles } from './earlier-files.ts'
import { checkpoint, checkpointBytes, locateDatabase, openDatabase, transact } from './file-database.ts'

/** Stored files by their names. */
export type StoredFiles = {
  /** The publisher's folder that they are in. */
  folder: string
  /** @throws Error if there is no file of this name. */
  read(name: string): Buffer
  /** Whether a file is there, and whole: a power cut can empty one of an earlier version. */
  isWhole(name: string, size: number): boolean
}

/** The files that a release in the making writes or reuses: safe from sweeps. */
export type Batch = {
  /** Adds a file named for its content, unless it is there already. */
  write(name: string, body: Uint8Array | string): void
  /** Writes what was added and is still in memory. */
  flush(): void
  /** The files are named by a manifest, or no longer needed. */
  end(): void
}

/** The hexadecimal digits of a SHA-256. */
const hashLength = 64

/** Bytes of added files that are written at once, in one transaction. */
const flushBytes = 4 * 1024 * 1024

/** Names that a sweep looks at before it yields. */
const sweptAtOnce = 100

/** SHA-256 in hexadecimal: identifies equal files, names them in the store, and is their entity tag. */
export function computeHash(body: Uint8Array | string): string {
  return hash('sha256', body)
}

/** Writes a file by one rename: it is whole or absent, whenever the process ends. Not synced. */
export function writeWhole(file: string, body: Uint8Array | string): void {
  const unfinished = `${file}.new`
  writeFileSync(unfinished, body)
  renameSync(unfinished, file)
}

/** Opens the stored files of a publisher's folder to read them: a publisher may be running. */
export function openStoredFiles(folder: string): Disposable & StoredFiles {
  const file = locateDatabase(folder)
  const database = existsSync(file) ? new DatabaseSync(file, { readOnly: true, timeout: 1000 }) : null
  return {
    ...createReader(folder, database, findEarlierFiles(folder)),
    [Symbol.dispose]: () => database?.close(),
  }
}

/**
 * Files named for their content: written once, shared by releases, removed when no release names them. All are in one
 * database, since to make a file of its own for each takes longer than to render it.
 */
export function openFileStore(folder: string, log: Log) {
  mkdirSync(folder, { recursive: true })
  const database = openDatabase(folder, log)
  const earlier = findEarlierFiles(folder)
  const reader = createReader(folder, database, earlier)
  const insert = database.prepare('INSERT OR REPLACE INTO files (name, body) VALUES (?, ?)')
  const remove = database.prepare('DELETE FROM files WHERE name = ?')
  const listAfter = database.prepare('SELECT name FROM files WHERE name > ? ORDER BY name LIMIT ?')
  const batches = new Set<{ names: Set<string>; hasEnded: boolean }>()
  let writtenBytes = 0
  let checkpointing: Promise<void> | null = null

  function isInBatch(name: string): boolean {
    for (const { names } of batches) if (names.has(name)) return true
    return false
  }

  function checkpointIfDue(): void {
    if (writtenBytes < checkpointBytes || checkpointing) return
    writtenBytes = 0
    checkpointing = checkpoint(locateDatabase(folder))
      .catch((error: unknown) => log.warn({ err: error }, 'The log of stored files cannot be shortened now'))
      .finally(() => {
        checkpointing = null
      })
  }

  return {
    ...reader,

    begin(): Batch {
      const batch = { names: new Set<string>(), hasEnded: false }
      const added = new Map<string, Uint8Array>()
      let addedBytes = 0
      batches.add(batch)

      function flush(): void {
        if (added.size === 0) return
        transact(database, () => {
          for (const [name, body] of added) insert.run(name, body)
        })
        added.clear()
        writtenBytes += addedBytes
        addedBytes = 0
        checkpointIfDue()
      }

      return {
        write(name, body) {
          batch.names.add(name)
          const bytes = typeof body === 'string' ? Buffer.from(body) : body
          if (added.has(name) || reader.isWhole(name, bytes.byteLength)) return
          added.set(name, bytes)
          addedBytes += bytes.byteLength
          if (addedBytes >= flushBytes) flush()
        },
        flush,
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
      const isUnneeded = (name: string) => !named.has(name.slice(0, hashLength)) && !isInBatch(name)
      for (let after = ''; ; ) {
        const names = listAfter.all(after, sweptAtOnce).map(row => String(row.name))
        const last = names.at(-1)
        if (last === undefined) break
        // In the same turn as the look at the batches, so that none can reuse a file in between.
        const unneeded = names.filter(isUnneeded)
        if (unneeded.length > 0) transact(database, () => unneeded.forEach(name => void remove.run(name)))
        after = last
        await yieldToOthers()
      }
      await earlier.sweep(isUnneeded)
    },

    async close(): Promise<void> {
      await checkpointing
      database.close()
    },
  }
}

function createReader(folder: string, database: DatabaseSync | null, earlier: EarlierFiles): StoredFiles {
  const select = database?.prepare('SELECT body FROM files WHERE name = ?')
  const measure = database?.prepare('SELECT length(body) AS size FROM files WHERE name = ?')
  return {
    folder,
    read(name) {
      const body = select?.get(name)?.body
      return body instanceof Uint8Array
        ? Buffer.from(body.buffer, body.byteOffset, body.byteLength)
        : earlier.read(name)
    },
    isWhole: (name, size) => measure?.get(name)?.size === size || earlier.isWhole(name, size),
  }
}
