import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Log } from '../log.ts'
import { type Batch, computeHash, type StoredFiles, writeWhole } from './file-store.ts'
import { locateManifest, readIndex, type StoredManifest } from './read-release.ts'
import { brotliEnding, releaseHead, toFileName, toStoredName, toStoredSize } from './release-record.ts'
import type { ShardHashes } from './shards.ts'

/*
 * Before decision 0046 a release was a folder, `releases/<name>/`: its public files under their names, its record, and the
 * shards of its files and documents.
 */

const abandoned = '.old-'

/**
 * Takes over the releases that an earlier version kept as folders; returns whether there were any. A crash on the way
 * loses nothing, since the folders stay until all are taken over. Damaged ones are left out.
 */
export async function takeOverFolders(stored: StoredFiles, batch: Batch, log: Log): Promise<boolean> {
  const { folder } = stored
  const old = join(folder, 'releases')
  if (!existsSync(old)) return false
  for (const name of await listFolders(old)) {
    if (existsSync(locateManifest(folder, name))) continue
    try {
      const manifest = await takeOver(join(old, name), stored, batch)
      writeWhole(locateManifest(folder, name), JSON.stringify(manifest))
    } catch (error) {
      log.warn(
        { err: error, release: name },
        'This release of an earlier version is damaged, and is left out',
      )
    }
  }
  // Removed later: ten thousand pages take seconds, and patients wait for the server to start.
  await rename(old, join(folder, `${abandoned}${randomUUID()}`))
  return true
}

/** @throws Error if the releases of an earlier version are not taken over yet. */
export function checkTakenOver(folder: string): void {
  if (!existsSync(join(folder, 'releases'))) return
  throw new Error(
    `${folder} is of an earlier version. Run “npm start” or “npm run release”: it takes it over.`,
  )
}

/** Removes the folders of releases that were taken over. Aborts between two; the next start goes on. */
export async function removeTakenOver(folder: string, signal: AbortSignal): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(abandoned)) continue
    for (const release of await readdir(join(folder, name))) {
      if (signal.aborted) return
      await rm(join(folder, name, release), { recursive: true })
    }
    await rmdir(join(folder, name))
  }
}

/** The names of finished releases in the order in which they were made, which their manifests keep. */
async function listFolders(old: string): Promise<string[]> {
  const names = (await readdir(old)).filter(name => !name.startsWith('.'))
  const ended = new Map<string, number>()
  for (const name of names) ended.set(name, (await stat(join(old, name))).mtimeMs)
  return names.toSorted((a, b) => (ended.get(a) ?? 0) - (ended.get(b) ?? 0) || a.localeCompare(b))
}

/** Files that are missing are noticed when the release is opened. */
async function takeOver(source: string, stored: StoredFiles, batch: Batch): Promise<StoredManifest> {
  const head = releaseHead.parse(JSON.parse(await readFile(join(source, 'release-record.json'), 'utf8')))
  const index = await takeOverShards(join(source, 'index'), batch)
  const content = await takeOverShards(join(source, 'content'), batch)
  batch.flush()
  for (const { entries } of readIndex(stored, index).values()) {
    for (const [path, file] of entries) {
      const name = toStoredName(file)
      if (stored.isWhole(name, toStoredSize(file))) continue
      const ending = file.brotliSize === null ? '' : brotliEnding
      batch.write(name, readFileSync(join(source, 'public', toFileName(path) + ending)))
    }
  }
  batch.flush()
  return { ...head, index, content }
}

async function takeOverShards(source: string, batch: Batch): Promise<ShardHashes> {
  const hashes: ShardHashes = {}
  for (const name of await readdir(source)) {
    const text = await readFile(join(source, name), 'utf8')
    const hash = computeHash(text)
    batch.write(hash, text)
    hashes[basename(name, '.json')] = hash
  }
  return hashes
}
