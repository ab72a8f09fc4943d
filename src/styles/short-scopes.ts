import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { AstroUserConfig } from 'astro'

type Plugin = Extract<NonNullable<NonNullable<AstroUserConfig['vite']>['plugins']>[number], { name: string }>

/**
 * Cuts the classes by which the styles of a component hold for it alone from “astro-lcdefpme” to “s1c”: they stand
 * hundreds of times on a page, and as they are random, compression hardly shortens them. A component has the number of
 * its file among all files of `folder`.
 */
export function shortScopes(folder: string): Plugin {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .map(entry => relative(folder, join(entry.parentPath, entry.name)))
    .filter(file => file.endsWith('.astro'))
    .sort()
  return {
    name: 'short-scopes',
    transform(code, id) {
      const [file = ''] = id.split('?')
      const number = files.indexOf(relative(folder, file))
      if (number < 0) return undefined
      return { code: code.replace(/\bastro-[a-z0-9]{8}\b/g, `s${number.toString(36)}`), map: null }
    },
  }
}
