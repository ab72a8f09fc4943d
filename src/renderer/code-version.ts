import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the site is built of, from the root of the repository. */
const sources = ['src', 'public', 'astro.config.mjs', 'package-lock.json', 'tsconfig.json']

/** Identifies the code of the site: twelve hexadecimal digits that change when any of its sources does. */
export function codeVersion(root: string): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(source => filesUnder(root, source))) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex').slice(0, 12)
}

function filesUnder(root: string, path: string): string[] {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [path]
  return readdirSync(full)
    .sort()
    .flatMap(name => filesUnder(root, join(path, name)))
    .filter(file => !file.endsWith('.test.ts'))
}
