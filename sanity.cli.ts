import { fileURLToPath } from 'node:url'
import { defineCliConfig } from 'sanity/cli'
import { dataset, projectId } from './studio/project.ts'

/** The typeface of `@sanity/ui`, which its style sheet would fetch from a server of Sanity's: staff's browsers ask this site alone. */
const typefaces = /https:\/\/design-system-static\.sanity\.io\/InterVariable(-Italic)?-latin-\d+\.woff2/g

const ownTypeface = {
  name: 'own-typeface',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    if (!/\.css(\?|$)/.test(id)) return null
    return code.replaceAll(typefaces, (_, italic?: string) => {
      const file = `inter-latin-wght-${italic ? 'italic' : 'normal'}.woff2`
      return fileURLToPath(import.meta.resolve(`@fontsource-variable/inter/files/${file}`))
    })
  },
}

export default defineCliConfig({
  api: { projectId, dataset },
  // Auto-updates load the Studio from a CDN: this one is served whole from where it was built.
  deployment: { autoUpdates: false },
  vite: { plugins: [ownTypeface] },
  typegen: {
    path: './src/sanity/**/*.ts',
    schema: 'studio/schema.json',
    generates: './src/sanity/sanity.types.ts',
    overloadClientMethods: false,
  },
})
