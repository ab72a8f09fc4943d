import { linkSync, mkdirSync, renameSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Encoding, type FileRecord, toFileName, variantEndings } from './release-record.ts'

/** The subfolder of a release with the public files. */
export const publicName = 'public'

/**
 * Fills a folder. Synchronous: a file, folder or link takes some microseconds, and through the thread pool a tenth of a
 * millisecond. Nothing is synced to disk: the next start notices files lost in a power cut by their size and makes the
 * release again.
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
    /** Writes a new file; never overwrites one, since other releases may share it. */
    write: (name: string, body: Uint8Array | string): void =>
      writeFileSync(prepare(name), body, { flag: 'wx' }),
    /** Links a file of another folder. */
    link: (name: string, from: string): void => linkSync(join(from, name), prepare(name)),
    /** Moves a file here from another folder, replacing one of this name. */
    take: (name: string, from: string): void => renameSync(join(from, name), prepare(name)),
    remove: (name: string): void => unlinkSync(join(folder, name)),
  }
}

/** The wanted and existing items of a folder, by key; an identical object means identical bytes. */
export type FolderChange<Item extends object> = {
  wanted: Iterable<[key: string, thing: Item]>
  isWanted(key: string): boolean
  /** What the folder contains from an earlier release. */
  existing: Iterable<[key: string, thing: Item]>
  findExisting(key: string): Item | undefined
  /** The files of an item, relative to the release's folder. */
  toFileNames(key: string, item: Item): readonly string[]
}

/**
 * Makes `folder` contain what is wanted: existing items stay, new ones are moved from the folder `written`, and the rest is
 * linked from the release `shared`. For the folder of an earlier release that is little work.
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
      // Moving a file replaces it.
      if (!isNew || !names.includes(name)) target.remove(name)
    }
    for (const name of names) {
      if (isNew) target.take(name, from.written)
      else if (from.shared !== null) target.link(name, from.shared)
      else throw new Error(`${name} is part of the release, but was not made.`)
    }
  }
}

/** The names of a file and its compressed variants, relative to the release's folder. */
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
    // It is not empty, or already removed.
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code !== 'ENOTEMPTY' && code !== 'ENOENT') throw error
  }
}
