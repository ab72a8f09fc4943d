import { fileURLToPath } from 'node:url'
import { defineCliConfig } from 'sanity/cli'
import { withoutRemoteResources } from './services/shared/remote-resources.ts'
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

/**
 * Sanity checks a form in the idle moments of the browser, one for each field and block. A slow computer has none for as
 * long as the form is drawn, and “Publish” then waits for a minute and more: here each check waits for a moment at most.
 */
const promptValidation = {
  name: 'prompt-validation',
  transform(code: string, id: string) {
    if (!/\/@sanity\/validation\/lib\/validateDocument-/.test(id)) return null
    const wait = '}, timeout ? { timeout } : void 0);'
    if (!code.includes(wait))
      throw new Error(`${id} waits in another way: see whether “prompt-validation” is still needed.`)
    return code.replace(wait, `}, { timeout: ${longestWaitMs} });`)
  },
}

const longestWaitMs = 20

/** As for the built Studio, which is served without them too. */
const noRemoteResources = {
  name: 'no-remote-resources',
  apply: 'serve' as const,
  transformIndexHtml: withoutRemoteResources,
}

/** Where `npm run dev` runs the Content Lake; the Studio expects it at the origin that it is loaded from. */
const contentLake = process.env.DEV_CONTENT_LAKE_URL

/** In development: what the Content Lake answers, event streams and web sockets included. */
const server = {
  // It also says by itself which origins may read what.
  cors: false,
  ...(contentLake && {
    proxy: {
      '^/(v(\\d{4}-\\d\\d-\\d\\d|\\d|X)|images|files|auth)/': { target: contentLake, ws: true },
    },
  }),
  watch: { ignored: ['**/.astro/**', '**/.build/**', '**/.data/**', '**/dist/**'] },
}

/**
 * Vite looks for packages from the pages that it finds, and there is none here: it would bundle those that it meets first,
 * meet the others, and bundle all of them again while the browser waits.
 */
const optimizeDeps = {
  entries: ['sanity.config.ts'],
  rolldownOptions: { plugins: [promptValidation] },
}

export default defineCliConfig({
  api: { projectId, dataset },
  // Auto-updates load the Studio from a CDN: this one is served whole from where it was built.
  deployment: { autoUpdates: false },
  vite: { plugins: [ownTypeface, promptValidation, noRemoteResources], server, optimizeDeps },
  typegen: {
    path: './src/sanity/**/*.ts',
    schema: '.build/schema.json',
    generates: './src/sanity/sanity.types.ts',
    overloadClientMethods: false,
  },
})
