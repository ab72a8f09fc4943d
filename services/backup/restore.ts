import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { closeToOthers } from '#services/shared/close-to-others.ts'
import { nullIfMissing } from '#services/shared/is-missing.ts'
import { type Checked, checkDataFolder } from './check-data-folder.ts'
import { unpack } from './unpack.ts'

/** Within the data folder, which may be all that this user can write to, or a disk of its own. */
const unfinishedName = 'restore-unfinished'

/** What an earlier restore left behind when it was ended, and the file system of a new disk. */
const ignoredNames = [unfinishedName, 'lost+found']

/**
 * Makes a data folder of a backup. The folder must be new or empty: nothing is overwritten.
 * @throws Error that says what to do; the folder is then as it was.
 */
export async function restore({ file, dataDir }: { file: string; dataDir: string }): Promise<Checked> {
  const present = await readdir(dataDir).catch(nullIfMissing)
  if (present?.some(name => !ignoredNames.includes(name))) {
    throw new Error(
      `${dataDir} holds something, and nothing was changed. Stop “npm start” and move the folder away ` +
        `(mv ${dataDir} ${dataDir}.before), or set DATA_DIR to a new one.`,
    )
  }
  const unfinished = join(dataDir, unfinishedName)
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  closeToOthers(dataDir)
  try {
    const checked = checkDataFolder(await unpack(file, unfinished))
    for (const name of await readdir(unfinished)) await rename(join(unfinished, name), join(dataDir, name))
    await rm(unfinished, { recursive: true })
    return checked
  } catch (error) {
    // Files that were being unpacked may still be written.
    await rm(present ? unfinished : dataDir, { recursive: true, force: true, maxRetries: 10 })
    throw error
  }
}
