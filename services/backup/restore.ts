import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Checked, checkDataFolder } from './check-data-folder.ts'
import { unpack } from './unpack.ts'

/**
 * Makes a data folder of a backup. The folder must be new or empty: nothing is overwritten.
 * @throws Error that says what to do; the folder is then as it was.
 */
export async function restore({ file, dataDir }: { file: string; dataDir: string }): Promise<Checked> {
  if (existsSync(dataDir) && (await readdir(dataDir)).length > 0) {
    throw new Error(
      `${dataDir} holds something, and nothing was changed. Stop “npm start” and move the folder away ` +
        `(mv ${dataDir} ${dataDir}.before), or set DATA_DIR to a new one.`,
    )
  }
  const unfinished = `${dataDir}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(dirname(dataDir), { recursive: true })
  try {
    const checked = checkDataFolder(await unpack(file, unfinished))
    if (existsSync(dataDir)) await rmdir(dataDir)
    await rename(unfinished, dataDir)
    return checked
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}
