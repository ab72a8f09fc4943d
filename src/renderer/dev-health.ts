import type { ServerResponse } from 'node:http'
import type { Plugin } from 'vite'

/**
 * In development, `/healthz` says that the site runs, and nothing of publishing: nothing is published here. The Studio asks
 * again and again, and a refusal would fill its console with errors.
 */
export function devHealth(): Plugin {
  return {
    name: 'dev-health',
    apply: 'serve',
    // Before all of Astro's own, which refuse an address without a slash at its end.
    configureServer: server => () => {
      server.middlewares.stack.unshift({
        route: '/healthz',
        handle: (_: unknown, response: ServerResponse) => {
          response.setHeader('access-control-allow-origin', '*')
          response.setHeader('content-type', 'application/json')
          response.end('{"status":"ok"}')
        },
      })
    },
  }
}
