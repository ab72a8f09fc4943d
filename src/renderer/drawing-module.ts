import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** The module beside the renderer's own that draws share images. */
export const drawingFile = 'drawing.mjs'

/** Builds that module, so that other threads can load it without the rest of the site. */
export function drawingModule(): Plugin {
  return {
    name: 'drawing-module',
    applyToEnvironment: ({ name }) => name === 'ssr',
    buildStart() {
      const id = fileURLToPath(new URL('../og-images/draw-share-image.ts', import.meta.url))
      this.emitFile({ type: 'chunk', id, fileName: drawingFile })
    },
  }
}
