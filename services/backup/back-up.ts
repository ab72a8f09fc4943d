import { constants } from 'node:fs'
import { copyFile, cp, mkdir, mkdtempDisposable, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { create } from 'tar'
import { copyDatabase } from '#services/shared/copy-database.ts'
import { isMissing } from '#services/shared/is-missing.ts'
import { type Checked, checkDataFolder } from './check-data-folder.ts'
import { unpack } from './unpack.ts'

export interface BackedUp extends Checked {
  file: string
  bytes: number
}

/** What is made again from the rest, or belongs to a running process. */
const leftOut =
  /^(?:in-use\.lock|holder\.json|links\.txt|resized|incoming|backup-.*|.*\.new|.*-(?:wal|shm|journal))$/

/**
 * Writes all of a data folder, which may be in use, into one compressed archive, readable by its owner alone, and restores
 * that into a fresh folder to check it.
 * @param copyLake Writes a copy of the Content Lake's database to the file that it is given.
 * @throws Error when something cannot be read or written, or the archive lacks what it should hold; then there is no file.
 */
export async function backUp(input: {
  dataDir: string
  file: string
  copyLake(target: string): Promise<void>
}): Promise<BackedUp> {
  const { dataDir, file, copyLake } = input
  await mkdir(dirname(file), { recursive: true })
  await using room = await mkdtempDisposable(join(dirname(file), `.${basename(file)}-`))
  const copy = join(room.path, 'data')
  await mkdir(join(copy, 'content-lake'), { recursive: true, mode: 0o700 })
  // Documents before pictures: a picture is stored before a document can name it.
  await copyLake(join(copy, 'content-lake', 'content-lake.sqlite'))
  await copyFolder(dataDir, copy)
  const unfinished = join(room.path, 'archive')
  await create({ cwd: copy, file: unfinished, gzip: { level: 6 }, portable: true, mode: 0o600 }, ['.'])
  await rm(copy, { recursive: true })
  const checked = checkDataFolder(await unpack(unfinished, join(room.path, 'restored')))
  const { size: bytes } = await stat(unfinished)
  await rename(unfinished, file)
  return { ...checked, file, bytes }
}

/** Copies what `to` does not have yet. Databases come after the other files of their folder, which they may name. */
async function copyFolder(from: string, to: string): Promise<void> {
  const entries = (await readdir(from, { withFileTypes: true })).filter(({ name }) => !leftOut.test(name))
  const isDatabase = ({ name }: { name: string }) => name.endsWith('.sqlite')
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const entry of entries.filter(each => !isDatabase(each))) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    try {
      if (entry.isDirectory()) await copyFolder(source, target)
      else if (entry.isSymbolicLink()) await cp(source, target, { verbatimSymlinks: true })
      else await copyFile(source, target, constants.COPYFILE_FICLONE)
    } catch (error) {
      // What goes while it is copied is not needed any more.
      if (!isMissing(error)) throw error
    }
  }
  for (const { name } of entries.filter(isDatabase)) {
    if ((await readdir(to)).includes(name)) continue
    copyDatabaseFile(join(from, name), join(to, name))
  }
}

/** Copies a database of a folder, while others write to it. */
export function copyDatabaseFile(source: string, target: string): void {
  using database = new DatabaseSync(source, { readOnly: true, timeout: 5000 })
  copyDatabase(database, target)
}
