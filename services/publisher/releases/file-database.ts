import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import type { Log } from '../log.ts'

/** Bytes after which what was written is moved from the log of the database into its own file. */
export const checkpointBytes = 16 * 1024 * 1024

const schema = 'CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT'

/** The database of a publisher's folder. */
export function locateDatabase(folder: string): string {
  return join(folder, 'stored-files.sqlite')
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const damageCodes: ReadonlySet<number> = new Set([11, 26])

/** A database that is damaged as a whole is set aside: its files are made again from the content. */
export function openDatabase(folder: string, log: Log): DatabaseSync {
  const file = locateDatabase(folder)
  try {
    return tryOpen(file)
  } catch (error) {
    if (!damageCodes.has(Number(Object(error).errcode))) throw error
    log.error({ err: error }, `${file} cannot be read. It is set aside, and its releases are made again`)
    for (const ending of ['-wal', '-shm']) rmSync(file + ending, { force: true })
    renameSync(file, `${file}.damaged`)
    return tryOpen(file)
  }
}

function tryOpen(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 1000 })
  try {
    // Nothing waits for the disk but checkpoints, which another thread makes: a power cut loses the last releases at most.
    database.exec(`
      PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
      PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = ${checkpointBytes};
      ${schema}; SELECT count(*) FROM files;`)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Does everything or nothing. */
export function transact(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    work()
    database.exec('COMMIT')
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/** Moves what was written from the log of the database into its own file, on another thread: that waits for the disk. */
export async function checkpoint(file: string): Promise<void> {
  const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { workerData: file })
  await new Promise<void>((resolve, reject) => {
    worker.on('error', reject)
    worker.on('exit', () => resolve())
  })
}
