import { resolve } from 'node:path'
import { findPackagesFault } from './dev/packages.ts'

/** `npm run dev`: Content Lake, site and Studio, each showing what is edited. */
const root = resolve(import.meta.dirname, '..')
const fault = await findPackagesFault(root)
if (fault) {
  console.error(`\n${fault}\n`)
  process.exit(1)
}
// Only now: what it imports may be missing.
const { develop } = await import('./dev/develop.ts')
await develop(root)
