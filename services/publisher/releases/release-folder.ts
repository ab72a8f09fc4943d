import { link, mkdir, open } from 'node:fs/promises'
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
  share(path: string, file: FileRecord, from: { folder: string }): Promise<void>
}

/** The folder, inside a release's, of what patients may read. */
export const publicName = 'public'

/** Fills `folder`, which holds one release and nothing yet. */
export function createReleaseFolder(folder: string): ReleaseFolder {
  const made = new Map<string, Promise<unknown>>()

  async function prepare(file: string): Promise<string> {
    const absolute = join(folder, publicName, file)
    const parent = dirname(absolute)
    const ready = made.get(parent) ?? mkdir(parent, { recursive: true })
    made.set(parent, ready)
    await ready
    return absolute
  }

  return {
    async write(path, body, twins) {
      const file = fileOf(path)
      await writeDurably(await prepare(file), body)
      for (const twin of twins)
        await writeDurably(await prepare(file + twinEndings[twin.encoding]), twin.body)
    },
    async share(path, file, from) {
      for (const name of namesOf(path, file)) {
        await link(join(from.folder, publicName, name), await prepare(name))
      }
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
