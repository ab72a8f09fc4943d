import { chmodSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const othersMode = 0o077

/**
 * Removes the rights of group and others from a folder and from this user's entries in it; deeper ones cannot be reached
 * through a closed folder.
 * @throws Error that says what to do if the folder stays open to others.
 */
export function closeToOthers(folder: string, chmod: typeof chmodSync = chmodSync): void {
  const { mode } = statSync(folder)
  if (mode & othersMode) {
    try {
      chmod(folder, mode & ~othersMode)
    } catch (cause) {
      throw openToOthers(folder, cause)
    }
    // Some file systems accept the change without effect.
    if (statSync(folder).mode & othersMode) throw openToOthers(folder)
  }
  for (const name of readdirSync(folder)) closeEntry(join(folder, name), chmod)
}

/** Skips links, which may lead elsewhere and whose own rights mean nothing. */
function closeEntry(path: string, chmod: typeof chmodSync): void {
  const entry = lstatSync(path, { throwIfNoEntry: false })
  if (!entry || entry.isSymbolicLink() || entry.uid !== process.getuid?.()) return
  if (entry.mode & othersMode) chmod(path, entry.mode & ~othersMode)
}

function openToOthers(folder: string, cause?: unknown): Error {
  return new Error(
    `${folder} is open to other users of this machine, and this program may not close it. ` +
      `Run “chmod go-rwx ${folder}” as its owner, or set DATA_DIR to a folder of your own`,
    { cause },
  )
}
