import { access, constants, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Lock, tryLock } from '#services/shared/lock.ts'
import { closeToOthers } from '../shared/close-to-others.ts'
import { StartError } from './start-error.ts'

/**
 * Makes the data folder if need be, closes it to other users, and takes it for this process alone.
 * @throws StartError when it is no folder, cannot be written to or closed, or is in use.
 */
export async function openDataFolder(dataDir: string): Promise<Lock> {
  let lock: Lock | null
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    await requireOwnFolder(dataDir)
    closeToOthers(dataDir)
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    lock = tryLock(join(dataDir, 'in-use.lock'))
  } catch (cause) {
    throw new StartError(
      `The data folder ${dataDir} cannot be used (${cause instanceof Error ? cause.message : cause}).\n` +
        'Make it a folder that you may write to, or set DATA_DIR to another one. Nothing was changed.',
      { cause },
    )
  }
  if (lock) return lock
  throw new StartError(
    `The data folder ${dataDir} is in use by another “npm start” or “npm run dev”.\n` +
      'Stop that one first (Ctrl-C in its window), or set DATA_DIR to another folder, and STUDIO_PORT and SITE_PORT to other ports.',
  )
}

/** What earlier starts and imports have made, or the file system of a new disk. */
const ownNames = ['in-use.lock', 'secrets.env', 'content-lake', 'publisher', 'import', 'lost+found']

/** A folder that holds other things is not closed to those who use them: it may be anybody's, “/tmp” or “/”. */
async function requireOwnFolder(dataDir: string): Promise<void> {
  const names = await readdir(dataDir)
  if (names.length === 0 || names.some(name => ownNames.includes(name))) return
  throw new Error('it holds other things')
}
