import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { z } from 'zod'
import type { Renderer, Snapshot } from '#renderer/contract.ts'
import { isMissing } from '../shared/is-missing.ts'

/*
 * What a build keeps for the next one: files whose names tell their bytes, and the published documents, of which only
 * those are then read that have another revision. All of it can be deleted at any time.
 */

/** Pictures of earlier builds, by their paths in the site. */
export interface KeptFiles {
  /** The kept file of a path; null when there is none. */
  find(path: string): string | null
  keep(path: string, body: Uint8Array): void
}

/** Opens the kept files in `folder`, and removes those of which `wanted` has none. */
export function openKeptFiles(folder: string, wanted: readonly string[]): KeptFiles {
  mkdirSync(folder, { recursive: true })
  const wantedPaths = new Set(wanted)
  const known = new Set<string>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const path = `/${relative(folder, file)}`
    if (wantedPaths.has(path)) known.add(path)
    else rmSync(file)
  }
  return {
    find: path => (known.has(path) ? join(folder, path) : null),
    keep(path, body) {
      const file = join(folder, path)
      mkdirSync(dirname(file), { recursive: true })
      // Whole or not at all, also when the build is broken off.
      writeFileSync(`${file}.new`, body)
      renameSync(`${file}.new`, file)
    },
  }
}

const keptContent = z.object({
  madeBy: z.string(),
  documents: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      rev: z.string(),
      shownRev: z.string().nullable(),
      content: z.instanceof(Uint8Array).nullable(),
    }),
  ),
})

/**
 * The content of the build before; undefined when there is none that `madeBy` names: other code, or another source, made it.
 * @throws Error if it is damaged.
 */
export async function loadKeptContent(
  folder: string,
  madeBy: string,
  renderer: Renderer,
): Promise<Snapshot | undefined> {
  const bytes = await readFile(join(folder, 'content')).catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  if (bytes === null) return undefined
  const kept = keptContent.parse(deserialize(bytes))
  return kept.madeBy === madeBy ? await renderer.restoreSnapshot(kept.documents, [], '') : undefined
}

/** Keeps content; what is held back is read again. */
export async function keepContent(folder: string, madeBy: string, { documents }: Snapshot): Promise<void> {
  const records = documents.map(({ id, type, rev, shownRev, content }) => ({
    id,
    type,
    rev,
    shownRev,
    content,
  }))
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'content')
  await writeFile(`${file}.new`, serialize({ madeBy, documents: records }))
  await rename(`${file}.new`, file)
}
