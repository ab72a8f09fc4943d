import { createServer } from 'node:http'
import { listen } from '#publisher/serve/public-server.ts'

/** A site that has nothing but a release.json: by default an old one; null: not even that. */
export interface LiveSite extends AsyncDisposable {
  url: string
  release: object | null
}

export async function startLiveSite(release: object | null): Promise<LiveSite> {
  const live: LiveSite = { url: '', release: null, [Symbol.asyncDispose]: dispose }
  if (release) {
    live.release = { publishedAt: '2026-11-01T00:00:00Z', nextChangeAt: null, heldBack: {}, ...release }
  }
  const server = createServer((request, response) => {
    const isFound = request.url === '/release.json' && live.release !== null
    response.writeHead(isFound ? 200 : 404, { 'content-type': 'application/json', connection: 'close' })
    response.end(isFound ? JSON.stringify(live.release) : '{}')
  })
  live.url = `http://127.0.0.1:${await listen(server, { port: 0, host: '127.0.0.1' })}`
  return live

  async function dispose(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    server.close(() => resolve())
    await promise
  }
}
