import { linkSync, mkdirSync, renameSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Encoding, type FileRecord, toFileName, variantEndings } from './release-record.ts'

/** The folder, inside a release's, of what patients may read. */
export const publicName = 'public'

/**
 * A folder that is being filled. Files, folders and links are made on the spot: each takes some microseconds, of which a
 * turn through the thread pool would make a tenth of a millisecond. Nothing waits for the disk: what a power cut takes
 * is noticed at the next start by its size, and made anew.
 */
export function createFolderWriter(folder: string) {
  const made = new Set<string>()

  function prepare(name: string): string {
    const file = join(folder, name)
    const parent = dirname(file)
    if (!made.has(parent)) mkdirSync(parent, { recursive: true })
    made.add(parent)
    return file
  }

  return {
    folder,
    /** Writes a new file. Never into one that is there: other releases may hold it. */
    write: (name: string, body: Uint8Array | string): void =>
      writeFileSync(prepare(name), body, { flag: 'wx' }),
    /** Same bytes, no second copy. */
    link: (name: string, from: string): void => linkSync(join(from, name), prepare(name)),
    /** Takes a file over from another folder, in the place of one of this name. */
    take: (name: string, from: string): void => renameSync(join(from, name), prepare(name)),
    remove: (name: string): void => unlinkSync(join(folder, name)),
  }
}

/** Things of one kind that a folder holds, by their keys: the very same object stands for the same bytes. */
export type FolderChange<Item extends object> = {
  wanted: Iterable<[key: string, thing: Item]>
  isWanted(key: string): boolean
  /** What the folder holds already, from an earlier release. */
  existing: Iterable<[key: string, thing: Item]>
  findExisting(key: string): Item | undefined
  /** The files of a thing, below the release's folder. */
  toFileNames(key: string, item: Item): readonly string[]
}

/**
 * Makes `folder` hold what is wanted: what it holds already stays, what was written for it in the folder `written` is
 * taken over, and the rest is linked to the release `shared`. In a folder that was an earlier release, that is little.
 */
export function settleFolder<Item extends object>(
  folder: string,
  items: FolderChange<Item>,
  from: { written: string; isWritten(key: string): boolean; shared: string | null },
): void {
  const target = createFolderWriter(folder)
  for (const [key, item] of items.existing) {
    if (items.isWanted(key)) continue
    const names = items.toFileNames(key, item)
    for (const name of names) target.remove(name)
    for (const name of names) removeIfEmpty(dirname(join(folder, name)))
  }
  for (const [key, item] of items.wanted) {
    const isNew = from.isWritten(key)
    const existing = items.findExisting(key)
    if (isNew ? from.written === folder : existing === item) continue
    const names = items.toFileNames(key, item)
    for (const name of existing ? items.toFileNames(key, existing) : []) {
      // What is taken over replaces it.
      if (!isNew || !names.includes(name)) target.remove(name)
    }
    for (const name of names) {
      if (isNew) target.take(name, from.written)
      else if (from.shared !== null) target.link(name, from.shared)
      else throw new Error(`${name} is part of the release, and nobody made it.`)
    }
  }
}

/** The names of a file of a release and of its twins, below the release's folder. */
export function toFileNames(path: string, file: FileRecord): string[] {
  const name = join(publicName, toFileName(path))
  const variants: Encoding[] = []
  if (file.encodings.br !== undefined) variants.push('br')
  if (file.encodings.gzip !== undefined) variants.push('gzip')
  return [name, ...variants.map(encoding => name + variantEndings[encoding])]
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch (error) {
    // Others are in it, or it went with the file before.
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code !== 'ENOTEMPTY' && code !== 'ENOENT') throw error
  }
}
