import type { IncomingMessage, ServerResponse } from 'node:http'
import { StudioHandler } from '#services/shared/studio-handler.ts'
import { limitConnections } from '../shared/connection-limit.ts'
import { createServer } from '../shared/http-server.ts'
import { findTarget } from '../shared/request-target.ts'
import { hostedSources, strictTransport } from '../shared/studio-policy.ts'

// Serves the built Studio where Sanity has the content.
const port = Number(process.env.STUDIO_PORT ?? 3333)
const host = process.env.HOST ?? '127.0.0.1'
const siteUrl = process.env.SITE_URL ?? 'http://localhost:4321'
const basePath = process.env.STUDIO_URL ? new URL(process.env.STUDIO_URL).pathname : '/'
const isSecure = process.env.STUDIO_URL?.startsWith('https:') ?? false
const studio = new StudioHandler(
  '.build/studio',
  { siteUrl, previewUrl: process.env.PREVIEW_URL || null, basePath },
  hostedSources(process.env.SANITY_API_HOST || null),
)

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (isSecure) response.setHeader(...strictTransport)
  const target = findTarget(request)
  if (!target) response.writeHead(400).end()
  else if (request.method === 'GET' || request.method === 'HEAD')
    await studio.serve(request, response, target)
  else response.writeHead(405, { allow: 'GET, HEAD', connection: 'close' }).end()
}

const server = createServer({}, (request, response) => {
  answer(request, response).catch((error: unknown) => {
    if (response.destroyed) return
    console.error(error)
    if (response.headersSent) response.destroy()
    else response.writeHead(500).end()
  })
})
limitConnections(server, { most: 1000, stalledMs: 60_000, onError: console.error })
server.listen(port, host, () => process.send?.({ type: 'ready', url: `http://${host}:${port}` }))

function stop(): void {
  server.close(() => process.exit(0))
  server.closeAllConnections()
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
process.once('disconnect', stop)
