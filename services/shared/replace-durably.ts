import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Puts `text` in the place of `file`, or makes it: whoever reads it finds the old text or the new one, also after a
 * power cut, and once this returns it is the new one for good.
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

/** Returns once what was created, renamed or removed in `folder` stays so after a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r')
  await handle.sync()
}
