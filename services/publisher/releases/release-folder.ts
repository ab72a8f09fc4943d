import { linkSync, mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Encoding, type FileRecord, fileOf, twinEndings } from './release-record.ts'

/** The public folder of a release in the making. */
export type ReleaseFolder = {
  write(
    path: string,
    body: Uint8Array,
    twins: readonly { encoding: Encoding; body: Uint8Array }[],
  ): Promise<void>
  /** Links a file and its twins to those of another release: same bytes, no second copy. */
  share(path: string, file: FileRecord, from: { folder: string }): void
}

/** The folder, inside a release's, of what patients may read. */
export const publicName = 'public'

/**
 * Fills `folder`, which holds one release and nothing yet. Folders and links are made on the spot: each takes some
 * microseconds, of which a turn through the thread pool would make a tenth of a millisecond.
 */
export function createReleaseFolder(folder: string): ReleaseFolder {
  const made = new Set<string>()

  function prepare(name: string): string {
    const file = join(folder, publicName, name)
    const parent = dirname(file)
    if (!made.has(parent)) mkdirSync(parent, { recursive: true })
    made.add(parent)
    return file
  }

  return {
    async write(path, body, twins) {
      const name = fileOf(path)
      const files = [
        { name, body },
        ...twins.map(twin => ({ ...twin, name: name + twinEndings[twin.encoding] })),
      ]
      await Promise.all(files.map(file => writeDurably(prepare(file.name), file.body)))
    },
    share(path, file, from) {
      for (const name of namesOf(path, file)) linkSync(join(from.folder, publicName, name), prepare(name))
    },
  }
}

/** The names, below the public folder, of a file and of its twins. */
export function namesOf(path: string, file: FileRecord): string[] {
  const name = fileOf(path)
  const twins: Encoding[] = []
  if (file.encodings.br !== undefined) twins.push('br')
  if (file.encodings.gzip !== undefined) twins.push('gzip')
  return [name, ...twins.map(encoding => name + twinEndings[encoding])]
}

/** Writes a new file so that it is on the disk, not only in the system's memory, once this returns. */
export async function writeDurably(file: string, body: Uint8Array | string): Promise<void> {
  await using handle = await open(file, 'wx')
  await handle.writeFile(body)
  await handle.datasync()
}
