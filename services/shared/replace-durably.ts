import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes `text` to `file` atomically: readers find the old text or the new one, even after a power cut, and once this
 * returns the new one is on disk.
 */
export async function replaceDurably(file: string, text: string): Promise<void> {
  {
    await using handle = await open(`${file}.new`, 'w', 0o600)
    await handle.writeFile(text)
    await handle.datasync()
  }
  await rename(`${file}.new`, file)
  await syncFolder(dirname(file))
}

/** Syncs `folder`, so that files created, renamed or removed in it stay so after a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r')
  await handle.sync()
}
