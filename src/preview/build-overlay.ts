import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { build, type InlineConfig } from 'vite'

const overlay = fileURLToPath(new URL('overlay/overlay.ts', import.meta.url))
const visualEditing = fileURLToPath(new URL('overlay/visual-editing.ts', import.meta.url))

/**
 * Builds what runs on pages of the preview beside the renderer, apart from all that patients are served: one plain script,
 * and in `assets/` Sanity's overlays, which it loads where staff edit.
 */
export function previewOverlay(codeVersion: string): AstroIntegration {
  return {
    name: 'preview-overlay',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const outDir = fileURLToPath(new URL('../overlay/', dir))
        const config: InlineConfig = {
          configFile: false,
          publicDir: false,
          // Warnings are about directives of the packages alone.
          logLevel: 'error',
          base: '/_preview/',
          define: {
            'process.env.NODE_ENV': '"production"',
            __CODE_VERSION__: JSON.stringify(codeVersion),
          },
        }
        const plain = {
          entry: overlay,
          formats: ['iife' as const],
          name: 'overlay',
          fileName: () => 'overlay.js',
        }
        await build({ ...config, build: { outDir, lib: plain } })
        const output = { entryFileNames: 'assets/[name].js' }
        const rolldownOptions = { input: visualEditing, preserveEntrySignatures: 'strict' as const, output }
        await build({ ...config, build: { outDir, emptyOutDir: false, rolldownOptions } })
      },
    },
  }
}
