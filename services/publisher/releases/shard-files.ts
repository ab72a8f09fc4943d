import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { createFolderWriter, type FolderChange } from './release-folder.ts'
import type { Shards } from './shards.ts'

/** Writes the shards that the previous release does not have; returns whether a shard was written. */
export function writeShards<Entry>(
  folder: string,
  kind: string,
  shards: Shards<Entry>,
  previous: Shards<Entry> | null | undefined,
  toJson: (entry: Entry) => unknown,
): (name: string) => boolean {
  const writer = createFolderWriter(folder)
  const changed = new Map([...shards].filter(([name, entries]) => previous?.get(name) !== entries))
  for (const [name, entries] of changed) {
    writer.write(join(kind, `${name}.json`), JSON.stringify(entries.map(toJson)))
  }
  return name => changed.has(name)
}

/** The shards of one kind as items of a release's folder. */
export function toFolderShards<Entry>(
  kind: string,
  wanted: Shards<Entry>,
  existing: Shards<Entry> | null | undefined,
): FolderChange<readonly Entry[]> {
  return {
    wanted,
    isWanted: (name: string) => wanted.has(name),
    existing: existing ?? new Map<string, readonly Entry[]>(),
    findExisting: (name: string) => existing?.get(name),
    toFileNames: (name: string) => [join(kind, `${name}.json`)],
  }
}

/** Reads all shards of one kind. @throws Error if one is malformed. */
export async function readShards<Entry>(
  folder: string,
  kind: string,
  entry: z.ZodType<Entry>,
): Promise<Shards<Entry>> {
  const shards = new Map<string, readonly Entry[]>()
  for (const file of await readdir(join(folder, kind))) {
    const text = await readFile(join(folder, kind, file), 'utf8')
    shards.set(basename(file, '.json'), z.array(entry).parse(JSON.parse(text)))
  }
  return shards
}
