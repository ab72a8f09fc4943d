import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What a build reads. */
export type BuildInputs = {
  /** Files and folders, from the root of the repository. */
  sources: readonly string[]
  /** Files of those that it does not read. */
  ignored: RegExp
  /** Environment variables that it builds in, with their values. */
  env: readonly (readonly [name: string, value: string | undefined])[]
}

/** A hash that changes when, and only when, anything that a build reads changes. */
export async function hashInputs(root: string, inputs: BuildInputs): Promise<string> {
  const hash = createHash('sha256').update(
    JSON.stringify(inputs.env.toSorted(([a], [b]) => a.localeCompare(b))),
  )
  for (const source of inputs.sources) {
    for (const file of await listFiles(root, source)) {
      if (inputs.ignored.test(file)) continue
      hash.update(`\0${file}\0`).update(await readFile(join(root, file)))
    }
  }
  return hash.digest('hex')
}

async function listFiles(root: string, path: string): Promise<string[]> {
  const found = await stat(join(root, path)).catch(() => null)
  if (found === null) return []
  if (found.isFile()) return [path]
  const names = (await readdir(join(root, path))).toSorted()
  const lists = await Promise.all(names.map(name => listFiles(root, `${path}/${name}`)))
  return lists.flat()
}
