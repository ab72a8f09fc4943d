import { defineConfig } from 'astro/config'
import { previewOverlay } from './src/preview/build-overlay.ts'
import { rendererAdapter } from './src/renderer/adapter.ts'
import { codeHashes } from './src/renderer/code-hash.ts'
import { devHealth } from './src/renderer/dev-health.ts'
import { drawingModule } from './src/renderer/drawing-module.ts'
import { hashInputs } from './src/renderer/input-hash.ts'
import { ownPackages } from './src/renderer/own-packages.ts'
import { staticReact } from './src/renderer/static-react.ts'
import { inlineScripts } from './src/scripts/inline-script.ts'

/** Identifies the code that a release is made by: twelve hexadecimal digits that change when any of its sources does. */
const codeVersion = (
  await hashInputs(import.meta.dirname, {
    sources: ['src', 'public', 'astro.config.mjs', 'package-lock.json', 'tsconfig.json'],
    ignored: /\.test\.ts$/,
    env: [],
  })
).slice(0, 12)

const isStyle = /[.]css($|[?])|type=style/
const isStyleOfText =
  /(?:components\/text\/(?!CallToAction|Citation|Highlight|Picture|Question)|articles\/\[slug\]|TopicList).*type=style|styles\/prose\.css/
const isStyleOfGroup = /GroupStarts.*type=style|group-start-list/
const isStyleOfListPage = /ArticleListPage.*type=style/
const isStyleOfList = /components\/lists\/.*type=style/

// One build: the module (`.build/renderer/`) by which the publisher, `npm run build` and the preview render pages.
export default defineConfig({
  output: 'server',
  adapter: rendererAdapter(),
  outDir: process.env.OUT_DIR || './.build/renderer/',
  trailingSlash: 'always',
  // Shorter than the attributes that Astro would write, and as specific.
  scopedStyleStrategy: 'class',
  build: {
    format: 'directory',
    inlineStylesheets: 'never',
    server: './',
    client: './client/',
    serverEntry: 'entry.mjs',
  },
  // Cookies, sessions and images on demand belong to servers: patients are served files.
  image: { service: { entrypoint: 'astro/assets/services/noop' } },
  integrations: [staticReact(), previewOverlay(codeVersion)],
  devToolbar: { enabled: false },
  vite: {
    server: { watch: { ignored: ['**/.sanity/**', '**/.build/**', '**/.data/**', '**/dist/**'] } },
    plugins: [inlineScripts(), codeHashes(), drawingModule(), ownPackages(), devHealth()],
    define: { __CODE_VERSION__: JSON.stringify(codeVersion) },
    // What several kinds of page share is one stylesheet, what they list another; what a few alone need, an article need not carry.
    build: {
      // Without nesting, which the last browsers for Windows 7 and 8 do not know.
      cssTarget: ['chrome109', 'firefox115', 'safari16.4'],
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'text', test: isStyleOfText },
              { name: 'groups', test: isStyleOfGroup, minShareCount: 2 },
              { name: 'list-page', test: isStyleOfListPage },
              { name: 'lists', test: isStyleOfList, minShareCount: 2 },
              { name: 'site', test: isStyle, minShareCount: 3 },
            ],
          },
        },
      },
    },
  },
})
