import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The file of a path of the site in a folder that any static server can serve. */
export function toFile(folder: string, path: string): string {
  return join(folder, path.replace(/\/$/, '/index.html'))
}

/** Makes the folders of these files. */
export async function makeFolders(folder: string, paths: readonly string[]): Promise<void> {
  const folders = new Set(paths.map(path => dirname(toFile(folder, path))))
  await Promise.all(Array.from(folders, each => mkdir(each, { recursive: true })))
}
