import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { z } from 'zod'
import type { Finisher } from '#publisher/releases/finish-file.ts'
import type { Moment, Renderer } from '#renderer/contract.ts'
import { nullIfMissing } from '../shared/is-missing.ts'
import { makeFolders, toFile } from './site-files.ts'

/* What a build keeps for the next one: its files, and what they were made of. All of it can be deleted at any time. */

/** What the files of a build were made of. */
export interface BuildRecord extends Moment {
  /** Code, source and address: the files of another maker differ, but for those whose names tell their bytes. */
  madeBy: string
  /** Content version and source: the documents of another reader count as unread. */
  readBy: string
  /** By the path of each file. */
  dependencies: ReadonlyMap<string, readonly string[]>
}

const storedRecord = z.object({
  madeBy: z.string(),
  readBy: z.string().optional(),
  now: z.string(),
  documents: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      rev: z.string(),
      shownRev: z.string().nullable(),
      content: z.instanceof(Uint8Array).nullable(),
    }),
  ),
  dependencies: z.map(z.string(), z.array(z.string())),
})

/**
 * The record of the build before, without files where another made them; null when there is none that was read alike.
 * @throws Error if it is damaged.
 */
export async function loadRecord(
  folder: string,
  { madeBy, readBy }: Pick<BuildRecord, 'madeBy' | 'readBy'>,
  renderer: Renderer,
): Promise<BuildRecord | null> {
  const bytes = await readFile(recordFile(folder)).catch(nullIfMissing)
  if (bytes === null) return null
  const stored = storedRecord.parse(deserialize(bytes))
  if (stored.readBy !== readBy) return null
  const { codeVersion, contentVersion } = renderer
  return {
    madeBy,
    readBy,
    snapshot: await renderer.restoreSnapshot(stored.documents, {
      codeVersion,
      contentVersion,
      faults: [],
      studioUrl: '',
    }),
    now: Temporal.Instant.from(stored.now),
    dependencies: stored.madeBy === madeBy ? stored.dependencies : new Map(),
  }
}

/** Keeps the record of a build, once all its files are kept. `write` leaves no half of it, also when the build is broken off. */
export async function keepRecord(
  folder: string,
  record: BuildRecord,
  { write }: Pick<Finisher, 'write'>,
): Promise<void> {
  const { madeBy, readBy, snapshot, now, dependencies } = record
  const documents = snapshot.documents.map(({ id, type, rev, shownRev, content }) => ({
    id,
    type,
    rev,
    shownRev,
    content,
  }))
  const stored = { madeBy, readBy, now: now.toString(), documents, dependencies }
  await write([recordFile(folder)], serialize(stored))
}

/** The files that a build keeps, by their paths in the site. */
export interface KeptFiles {
  /** The kept file of a path; null when there is none. */
  find(path: string): string | null
  /** Where the file of a path is to be kept. */
  place(path: string): string
}

/**
 * Opens the kept files of a build that makes `paths`, without those that no path names. From here until its record is
 * kept they belong to no build, and only names that tell their bytes count.
 */
export async function openKeptFiles(folder: string, paths: readonly string[]): Promise<KeptFiles> {
  const files = join(folder, 'files')
  await rm(recordFile(folder), { force: true })
  await makeFolders(files, paths)
  const named = new Set(paths.map(path => toFile(files, path)))
  const known = new Set<string>()
  for (const entry of await readdir(files, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (named.has(file)) known.add(file)
    else if (entry.isFile()) await rm(file)
  }
  return {
    find: path => (known.has(toFile(files, path)) ? toFile(files, path) : null),
    place: path => toFile(files, path),
  }
}

function recordFile(folder: string): string {
  return join(folder, 'record')
}
