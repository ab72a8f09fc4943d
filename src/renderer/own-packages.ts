import type { Plugin } from 'vite'

/**
 * Builds packages into the renderer's own files, where they load in half the time. What the publisher has loaded for itself
 * by then stays outside, and so does what is no JavaScript.
 */
export function ownPackages(): Plugin {
  return {
    name: 'own-packages',
    apply: 'build',
    config: () => ({
      environments: { ssr: { resolve: { noExternal: true, external: ['@sanity/client', 'sharp', 'zod'] } } },
    }),
  }
}
