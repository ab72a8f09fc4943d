import { rename, rmdir } from 'node:fs/promises'
import { defineConfig } from 'astro/config'
import { hostFiles } from './src/hosts/integration.ts'
import { previewOverlay } from './src/preview/build-overlay.ts'
import { rendererAdapter } from './src/renderer/adapter.ts'
import { hashInputs } from './src/renderer/input-hash.ts'
import { staticReact } from './src/renderer/static-react.ts'
import { inlineScripts } from './src/scripts/inline-script.ts'

// One code base, built two ways: into finished pages for any static host (`dist/`), or, with BUILD=renderer, into
// the module by which the publisher renders pages (`.build/renderer/`).
const isRenderer = process.env.BUILD === 'renderer'

const target = isRenderer
  ? {
      output: 'server',
      adapter: rendererAdapter(),
      outDir: process.env.OUT_DIR || './.build/renderer/',
      build: { server: './', client: './client/', serverEntry: 'entry.mjs' },
    }
  : { output: 'static', outDir: process.env.OUT_DIR || './dist/', build: {} }

/** Identifies the code that a release is made by: twelve hexadecimal digits that change when any of its sources does. */
const codeVersion = (
  await hashInputs(import.meta.dirname, {
    sources: ['src', 'public', 'astro.config.mjs', 'package-lock.json', 'tsconfig.json'],
    ignored: /\.test\.ts$/,
    env: [],
  })
).slice(0, 12)

const isStyle = /[.]css($|[?])|type=style/

/** Puts the page for what is gone where hosts look for it, as Astro itself does with that for what is not there. */
const gonePage = {
  name: 'gone-page',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      if (isRenderer) return
      await rename(new URL('410/index.html', dir), new URL('410.html', dir))
      await rmdir(new URL('410/', dir))
    },
  },
}

/** In development every page is rendered on demand: Astro would keep the list of pages that it read first. */
const pagesOnDemand = {
  name: 'pages-on-demand',
  hooks: {
    'astro:config:setup': ({ command, updateConfig }) => {
      if (command === 'dev') updateConfig({ output: 'server', adapter: rendererAdapter() })
    },
  },
}

export default defineConfig({
  ...target,
  trailingSlash: 'always',
  // Shorter than the attributes that Astro would write, and as specific.
  scopedStyleStrategy: 'class',
  build: { ...target.build, format: 'directory', inlineStylesheets: 'never' },
  // Cookies, sessions and images on demand belong to servers: patients are served files.
  image: { service: { entrypoint: 'astro/assets/services/noop' } },
  integrations: [
    staticReact(),
    gonePage,
    pagesOnDemand,
    isRenderer ? previewOverlay(codeVersion) : hostFiles(),
  ],
  devToolbar: { enabled: false },
  vite: {
    server: { watch: { ignored: ['**/.sanity/**', '**/.build/**', '**/.data/**', '**/dist/**'] } },
    plugins: [inlineScripts()],
    define: { __CODE_VERSION__: JSON.stringify(codeVersion) },
    // What several kinds of page share is one stylesheet; what a few alone need, an article need not carry.
    build: {
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [{ name: 'site', test: isStyle, minShareCount: 3 }],
          },
        },
      },
    },
  },
})
