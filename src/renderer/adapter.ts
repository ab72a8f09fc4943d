import type { AstroIntegration } from 'astro'

/** Makes of the site a module that renders any of its pages on demand, for the publisher: no server, no host. */
export function rendererAdapter(): AstroIntegration {
  return {
    name: 'clinic-renderer',
    hooks: {
      'astro:config:done': ({ setAdapter }) =>
        setAdapter({
          name: 'clinic-renderer',
          entrypointResolution: 'auto',
          serverEntrypoint: new URL('./entry.ts', import.meta.url),
          supportedAstroFeatures: { serverOutput: 'stable', sharpImageService: 'stable' },
        }),
    },
  }
}
