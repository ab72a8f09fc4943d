import { createHash } from 'node:crypto'
import { build, type Plugin } from 'vite'

const suffix = '?code-hash'

/** Lets code import what identifies other code: `import contentVersion from '#sanity/load-snapshot.ts?code-hash'`. */
export function codeHashes(): Plugin {
  return {
    name: 'code-hashes',
    async load(id) {
      if (!id.endsWith(suffix)) return null
      return `export default ${JSON.stringify(await hashCode(id.slice(0, -suffix.length)))}`
    },
  }
}

/**
 * Identifies what the module in `entry` does: twelve hexadecimal digits of a hash of its code, with all that it imports, packages
 * too. Comments, and what is imported and not used, do not count.
 */
export async function hashCode(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: entry, write: false, minify: true },
  })
  // Time zones and what counts as a letter come with Node.
  const hash = createHash('sha256').update(process.version)
  for (const { output } of [built].flat().filter(each => 'output' in each)) {
    for (const file of output) hash.update(file.type === 'chunk' ? file.code : file.source)
  }
  return hash.digest('hex').slice(0, 12)
}
