import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describeMissing } from './choose-release.ts'
import { openStoredFiles } from './file-store.ts'
import { findLiveName, listReleaseNames, readBody, readRelease } from './read-release.ts'
import { brotliEnding, countPages, toFileName, toStoredName } from './release-record.ts'

/** A release cannot be exported; the message says why and what to do. */
export class ExportError extends Error {
  override readonly name = 'ExportError'
  readonly code = 'ERR_EXPORT'
}

/**
 * Writes a release (without a name, the live one) into the folder `target` as plain files for any static server: pages as
 * `…/index.html`, and the list of redirects, which each server wants in a form of its own, as `redirects.json`.
 * @throws ExportError
 */
export async function exportRelease(
  folder: string,
  target: string,
  { name, withCompressed }: { name: string | null; withCompressed: boolean },
): Promise<{ name: string; pages: number; files: number }> {
  const names = await listReleaseNames(folder)
  const wanted = name ?? (await findLiveName(folder))
  if (wanted === null || !names.includes(wanted)) throw new ExportError(describeMissing(wanted, names))
  mkdirSync(target, { recursive: true })
  if (readdirSync(target).length > 0) {
    throw new ExportError(
      `${target} is not empty, and files of another release could remain in it. Name a new folder, or empty this one.`,
    )
  }
  using stored = openStoredFiles(folder)
  const { record } = readRelease(stored, wanted)
  for (const [path, file] of record.files) {
    const copy = join(target, toFileName(path))
    mkdirSync(dirname(copy), { recursive: true })
    writeFileSync(copy, readBody(stored, file))
    if (withCompressed && file.brotliSize !== null)
      writeFileSync(copy + brotliEnding, stored.read(toStoredName(file)))
  }
  writeFileSync(join(target, 'redirects.json'), JSON.stringify(record.redirects, null, 2))
  return { name: wanted, pages: countPages(record), files: record.files.size }
}
