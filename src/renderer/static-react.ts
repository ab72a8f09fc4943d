import type { AstroIntegration } from 'astro'

/**
 * Lets pages show the React components of `src/shared-ui` as plain HTML: no page is sent React, and nothing is hydrated.
 * Decision 0041 says why `@astrojs/react` does not do this.
 */
export function staticReact(): AstroIntegration {
  return {
    name: 'static-react',
    hooks: {
      'astro:config:setup': ({ addRenderer, updateConfig, command }) => {
        addRenderer({ name: 'static-react', serverEntrypoint: new URL('./render-react.ts', import.meta.url) })
        if (command !== 'build') return
        // Built in, as React's production build: its other build takes three times as long.
        updateConfig({
          vite: {
            ssr: { noExternal: ['react', 'react-dom'] },
            define: { 'process.env.NODE_ENV': '"production"' },
            oxc: { jsx: { runtime: 'automatic', development: false } },
          },
        })
      },
    },
  }
}
