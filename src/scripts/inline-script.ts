import { readFile } from 'node:fs/promises'
import { minify, type Plugin, transformWithOxc } from 'vite'

const suffix = '?inline-script'

/** Lets a page import the text of a script that it carries itself: `import script from '#scripts/page.ts?inline-script'`. */
export function inlineScripts(): Plugin {
  return {
    name: 'inline-scripts',
    load: id => (id.endsWith(suffix) ? toModule(id.slice(0, -suffix.length)) : null),
  }
}

async function toModule(file: string): Promise<string> {
  return `export default ${JSON.stringify(await minifyScript(file))}`
}

/**
 * The script in `file` (TypeScript that imports nothing), minified for browsers.
 * @throws Error for what is no such script.
 */
export async function minifyScript(file: string): Promise<string> {
  const { code } = await transformWithOxc(await readFile(file, 'utf8'), file, { sourcemap: false })
  const { code: small, errors } = await minify(file, code, { compress: true, mangle: true, codegen: true })
  if (errors.length > 0) throw new Error(`${file}: ${errors.map(({ message }) => message).join('; ')}`)
  return small
}
