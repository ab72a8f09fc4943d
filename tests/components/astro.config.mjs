import { defineConfig } from 'astro/config'
import { staticReact } from '../../src/renderer/static-react.ts'
import { inlineScripts } from '../../src/scripts/inline-script.ts'

// The examples of components alone, for the tests: nothing of this is part of the site.
export default defineConfig({
  root: import.meta.dirname,
  srcDir: import.meta.dirname,
  publicDir: './none',
  outDir: process.env.OUT_DIR,
  cacheDir: `${process.env.OUT_DIR}.cache`,
  site: 'https://clinic.example',
  trailingSlash: 'always',
  scopedStyleStrategy: 'class',
  build: { format: 'directory', inlineStylesheets: 'never' },
  image: { service: { entrypoint: 'astro/assets/services/noop' } },
  integrations: [staticReact()],
  devToolbar: { enabled: false },
  vite: {
    plugins: [inlineScripts()],
    cacheDir: `${process.env.OUT_DIR}.cache/vite`,
    define: { __CODE_VERSION__: JSON.stringify('examples') },
  },
})
