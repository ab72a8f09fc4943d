import { mkdir } from 'node:fs/promises'
import { extract } from 'tar'

/**
 * Unpacks an archive of `npm run backup` into a new folder, closed to other users.
 * @throws Error if the file cannot be read, or is no whole archive.
 */
export async function unpack(file: string, folder: string): Promise<string> {
  await mkdir(folder, { mode: 0o700 })
  try {
    await extract({ file, cwd: folder, strict: true, preserveOwner: false })
  } catch (cause) {
    throw new Error(`it cannot be unpacked (${cause instanceof Error ? cause.message : cause})`, { cause })
  }
  return folder
}
