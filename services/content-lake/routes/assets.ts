import { createReadStream } from 'node:fs'
import { type AssetKind, notesFrom } from '../assets.ts'
import { type Call, type Route, reply, streamed } from '../call.ts'
import { LakeError } from '../errors.ts'
import { imageMimeTypes, parseTransform } from '../images.ts'
import type { Lake } from '../lake.ts'
import { requireDataset } from './query.ts'

/**
 * What an asset may do when it is opened by itself: nothing. It is served from the Studio's own origin, and an SVG or
 * HTML file could otherwise act as whoever is signed in.
 */
const harmless = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
const immutable = 'public, max-age=31536000, immutable'

/** Uploads. */
export function uploadRoutes(lake: Lake): Route[] {
  return (['images', 'files'] as const).map(kind => ({
    method: 'POST',
    path: `assets/${kind}/:dataset`,
    access: 'writer',
    handle: async call => {
      requireDataset(call, lake.dataset)
      const document = await lake.assets.save({
        kind,
        body: call.request,
        contentType: call.request.headers['content-type'] ?? '',
        filename: call.query.get('filename'),
        notes: notesFrom(call.query),
        author: call.identity.userId,
        now: call.now,
      })
      return reply({ document })
    },
  }))
}

/** Images and files, under the paths of Sanity's CDN. Assets have no secrets, as there: who knows the address may look. */
export function assetRoutes(lake: Lake): Route[] {
  const path = (kind: AssetKind) => `${kind}/${lake.projectId}/${lake.dataset}/:name`
  return [
    { method: 'GET', path: path('images'), access: 'anyone', handle: call => serveImage(lake, call) },
    {
      method: 'GET',
      path: path('files'),
      access: 'anyone',
      handle: call => serveOriginal(lake, call, 'files'),
    },
  ]
}

async function serveImage(lake: Lake, call: Call): Promise<undefined> {
  const name = call.params.name ?? ''
  const transform = parseTransform(call.query)
  const isDrawing = name.endsWith('.svg') && !transform?.fm
  if (!transform || isDrawing) return serveOriginal(lake, call, 'images')
  const found = await lake.assets.find('images', name)
  if (!found) throw notFound(name)
  const acceptsWebp = (call.request.headers.accept ?? '').includes('image/webp')
  const { bytes, mimeType } = await lake.images.render(found.file, name, transform, acceptsWebp)
  setHeaders(call, mimeType, bytes.length, name)
  if (transform.auto) call.response.setHeader('vary', 'Accept')
  call.response.end(bytes)
}

async function serveOriginal(lake: Lake, call: Call, kind: AssetKind): Promise<undefined> {
  const name = call.params.name ?? ''
  const found = await lake.assets.find(kind, name)
  if (!found) throw notFound(name)
  setHeaders(call, mimeTypeOf(lake, kind, name), found.size, name)
  await streamed(createReadStream(found.file), call.response)
}

/** An image's type follows from its name; a file's is what its document says. */
function mimeTypeOf({ store }: Lake, kind: AssetKind, name: string): string {
  const [hash = '', extension = ''] = name.split('.')
  const noted =
    kind === 'images' ? imageMimeTypes[extension] : store.corpus.find(`file-${hash}-${extension}`)?.mimeType
  return typeof noted === 'string' ? noted : 'application/octet-stream'
}

function setHeaders({ response, query }: Call, mimeType: string, size: number, name: string): void {
  response.setHeader('content-type', mimeType)
  response.setHeader('content-length', size)
  response.setHeader('cache-control', immutable)
  response.setHeader('content-security-policy', harmless)
  response.setHeader('cross-origin-resource-policy', 'cross-origin')
  const given = query.get('dl')
  if (given === null) return
  const filename = (given || name).replace(/[^\w. -]/g, '_')
  response.setHeader('content-disposition', `attachment; filename="${filename}"`)
}

function notFound(name: string): LakeError {
  return new LakeError(404, 'notFound', `There is no asset “${name}”.`)
}
