import { DatabaseSync } from 'node:sqlite'
import { workerData } from 'node:worker_threads'

// A worker thread of the file store: a checkpoint waits for the disk, and patients must not.
const database = new DatabaseSync(String(workerData), { timeout: 10_000 })
database.exec('PRAGMA wal_checkpoint(PASSIVE)')
database.close()
