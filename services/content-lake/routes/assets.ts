import { createReadStream } from 'node:fs'
import { type AssetKind, findAssetId } from '../assets/asset-names.ts'
import { parseParameters } from '../assets/image-recipe.ts'
import { imageMimeTypes } from '../assets/images.ts'
import { getKind } from '../documents/documents.ts'
import type { JsonObject } from '../documents/json.ts'
import { LakeError } from '../errors.ts'
import { sendStream } from '../http/body.ts'
import { type RequestContext, type Route, reply } from '../http/route.ts'
import type { Lake } from '../lake.ts'
import { requireDataset } from './query.ts'

/**
 * The policy of an asset opened by itself, which may do nothing: it has the Studio's origin, so that an SVG or HTML file
 * could otherwise act as the signed-in user.
 */
const harmless = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"

/** Files that browsers may show; any other is sent as a download, so that no page can run it. */
const shownFiles: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  txt: 'text/plain; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
  webm: 'video/webm',
}

const unknownType = 'application/octet-stream'

/** Who requests an asset: staff see all, an exporter the original of its key, the public originals that a published document uses. */
type Viewer = 'staff' | 'exporter' | 'public'

/** Staff's browsers may cache assets, whose names contain their hash; what is public today may be withdrawn. */
const caching = {
  staff: 'private, max-age=31536000, immutable',
  exporter: 'no-store',
  public: 'public, max-age=300',
} as const satisfies Record<Viewer, string>

/** Uploads. */
export function uploadRoutes(lake: Lake): Route[] {
  return (['images', 'files'] as const).map(kind => ({
    method: 'POST',
    path: `assets/${kind}/:dataset`,
    access: 'writer',
    handle: async context => {
      requireDataset(context, lake.dataset)
      const document = await lake.assets.save({
        kind,
        body: context.request,
        contentType: context.request.headers['content-type'] ?? '',
        filename: context.query.get('filename'),
        notes: notesFrom(context.query),
        author: context.identity.userId,
        now: context.now,
      })
      return reply({ document })
    },
  }))
}

/** Images and files, at the paths of Sanity's CDN. What the requester may not see answers 404. */
export function assetRoutes(lake: Lake): Route[] {
  const path = (kind: AssetKind) => `${kind}/${lake.projectId}/${lake.dataset}/:name`
  return [
    { method: 'GET', path: path('images'), access: 'anyone', handle: context => serveImage(lake, context) },
    {
      method: 'GET',
      path: path('files'),
      access: 'anyone',
      handle: context => serveOriginal(lake, context, 'files'),
    },
  ]
}

async function serveImage(lake: Lake, context: RequestContext): Promise<undefined> {
  const name = context.params.name ?? ''
  const viewer = requireViewer(lake, context, 'images')
  const parameters = parseParameters(context.query)
  const isDrawing = name.endsWith('.svg') && !parameters?.fm
  if (!parameters || isDrawing) return serveOriginal(lake, context, 'images')
  const found = viewer === 'staff' ? await lake.assets.find('images', name) : null
  if (!found) throw notFound(name)
  const acceptsWebp = (context.request.headers.accept ?? '').includes('image/webp')
  const { bytes, mimeType } = await lake.images.render(found.file, name, parameters, acceptsWebp)
  setHeaders(context, { mimeType, size: bytes.length, name, viewer })
  context.response.end(bytes)
}

async function serveOriginal(lake: Lake, context: RequestContext, kind: AssetKind): Promise<undefined> {
  const name = context.params.name ?? ''
  const viewer = requireViewer(lake, context, kind)
  const found = await lake.assets.find(kind, name)
  if (!found) throw notFound(name)
  const types = kind === 'images' ? imageMimeTypes : shownFiles
  const mimeType = types[name.split('.').at(-1) ?? ''] ?? unknownType
  setHeaders(context, { mimeType, size: found.size, name, viewer })
  await sendStream(createReadStream(found.file), context.response)
}

/** Throws 404 if the requester may not see an asset, so as not to reveal that it exists. */
function requireViewer({ assetKeys, store }: Lake, context: RequestContext, kind: AssetKind): Viewer {
  const { identity, now, params, query, request } = context
  if (identity.role !== 'anonymous' || assetKeys.isSignedIn(request, now)) return 'staff'
  const name = params.name ?? ''
  if (assetKeys.isExportKey(query.get('key'), name, now)) return 'exporter'
  const id = findAssetId(kind, name)
  const referrers = id === null ? [] : [...store.index.findReferrers(id)]
  if (referrers.some(referrer => getKind(referrer) === 'published')) return 'public'
  throw notFound(name)
}

function setHeaders(
  { response, query }: RequestContext,
  { mimeType, size, name, viewer }: { mimeType: string; size: number; name: string; viewer: Viewer },
): void {
  response.setHeader('content-type', mimeType)
  response.setHeader('content-length', size)
  response.setHeader('cache-control', caching[viewer])
  response.setHeader('vary', 'Accept, Authorization, Cookie, Origin')
  response.setHeader('content-security-policy', harmless)
  response.setHeader('cross-origin-resource-policy', viewer === 'public' ? 'cross-origin' : 'same-origin')
  const given = query.get('dl')
  if (given === null && mimeType !== unknownType) return
  const filename = (given || name).replace(/[^\w. -]/g, '_')
  response.setHeader('content-disposition', `attachment; filename="${filename}"`)
}

function notFound(name: string): LakeError {
  return new LakeError(404, 'notFound', `There is no asset “${name}”.`)
}

/** The notes about an asset that an upload's query string may carry (`optionsFromFile` in `@sanity/client`). */
function notesFrom(query: URLSearchParams): JsonObject {
  const notes: JsonObject = {}
  for (const field of ['label', 'title', 'description', 'creditLine']) {
    const value = query.get(field)
    if (value) notes[field] = value
  }
  const source = { id: query.get('sourceId'), name: query.get('sourceName'), url: query.get('sourceUrl') }
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value))
  return Object.keys(given).length > 0 ? { ...notes, source: given } : notes
}
