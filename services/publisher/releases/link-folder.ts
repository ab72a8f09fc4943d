import { linkSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

// The process of linkInBackground. Arguments: the absolute paths of a folder and of the copy to make.
const [from = '', to = ''] = process.argv.slice(2)
linkAll(from, to)

function linkAll(source: string, target: string): void {
  mkdirSync(target, { recursive: true })
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    const [old, copy] = [join(source, entry.name), join(target, entry.name)]
    if (entry.isDirectory()) linkAll(old, copy)
    else linkSync(old, copy)
  }
}
