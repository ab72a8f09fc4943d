import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'

/** An exclusive lock, which the system releases when its process ends, however it ends. */
export type Lock = { release(): void }

/** Takes the lock on `file`; null while another process has it. */
export function tryLock(file: string): Lock | null {
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return null
    throw error
  }
  return { release: () => database.close() }
}

/** Waits for the lock; `onWait` is called once if it is taken. */
export async function waitForLock(file: string, signal: AbortSignal, onWait: () => void): Promise<Lock> {
  let hasCalled = false
  for (;;) {
    const lock = tryLock(file)
    if (lock) return lock
    if (!hasCalled) onWait()
    hasCalled = true
    await wait(200, undefined, { signal })
  }
}

/** SQLITE_BUSY */
const busy = 5
