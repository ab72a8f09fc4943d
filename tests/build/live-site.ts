import { serve } from '../serve.ts'

/** A site that has nothing but a release.json: by default an old one; null: not even that. */
export interface LiveSite extends AsyncDisposable {
  url: string
  release: object | null
}

export async function startLiveSite(release: object | null): Promise<LiveSite> {
  const live: Pick<LiveSite, 'release'> = {
    release: release && { publishedAt: '2026-11-01T00:00:00Z', nextChangeAt: null, heldBack: {}, ...release },
  }
  const server = await serve((request, response) => {
    const isFound = request.url === '/release.json' && live.release !== null
    response.writeHead(isFound ? 200 : 404, { 'content-type': 'application/json', connection: 'close' })
    response.end(isFound ? JSON.stringify(live.release) : '{}')
  })
  return Object.assign(live, server)
}
