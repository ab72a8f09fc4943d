import { type FileHandle, open, readFile, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { withoutRemoteResources } from './remote-resources.ts'
import { findHost } from './request-target.ts'
import { type ContentSources, type LinkedOrigins, studioPolicy } from './studio-policy.ts'

/** The content types in a build of the Studio, besides its page. Other files are sent as bytes that no browser shows. */
const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml; charset=utf-8',
  webmanifest: 'application/manifest+json; charset=utf-8',
  webp: 'image/webp',
  woff2: 'font/woff2',
}

/** Other addresses may end like a file name, with the name of a field: “…path=openingHours[1].closes”. */
const filePattern = /^\/(?:static\/.+|[\w-]+\.(?!html?$)\w+)$/
/** No segment begins with a dot, so none leads out of the folder. */
const namePattern = /^(?:\/[\w~@-][\w.~@-]*)+\.(\w+)$/

const commonHeaders = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' }
const plainText = {
  ...commonHeaders,
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-store',
}

/**
 * Serves the built Studio: its files, and its page for every other address, since the Studio routes in the browser. Reads
 * the folder at each request, so that a new build is served without a restart.
 */
export class StudioHandler {
  readonly #folder: string
  readonly #links: LinkedOrigins
  readonly #sources: ContentSources
  #page: { html: string; policy: string; madeAt: number } | undefined

  constructor(folder: string, links: LinkedOrigins, sources: ContentSources) {
    this.#folder = folder
    this.#links = links
    this.#sources = sources
  }

  get basePath(): string {
    return this.#links.basePath
  }

  /** Handles a GET or HEAD request for `target`. */
  serve(request: IncomingMessage, response: ServerResponse, target: URL): Promise<void> {
    return filePattern.test(target.pathname)
      ? this.#serveFile(request, response, target.pathname)
      : this.#servePage(request, response, target)
  }

  /** Never ranges, which the Studio does not need. */
  async #serveFile(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const [, extension] = namePattern.exec(path) ?? []
    await using file = extension ? await findFile(join(this.#folder, path)) : null
    const facts = await file?.stat()
    if (!extension || !file || !facts?.isFile()) {
      response.writeHead(404, plainText).end('Not found\n')
      return
    }
    const etag = `W/"${facts.size}-${facts.mtimeMs}"`
    const isFixed = path.startsWith('/static/')
    const headers = {
      ...commonHeaders,
      etag,
      'cache-control': isFixed ? 'public, max-age=31536000, immutable' : 'no-cache',
    }
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end()
      return
    }
    response.writeHead(200, {
      ...headers,
      'content-type': contentTypes[extension] ?? 'application/octet-stream',
      'content-length': facts.size,
    })
    if (request.method === 'HEAD') response.end()
    // With an inclusive `end`, since a growing file would exceed the announced length.
    else if (facts.size === 0) response.end()
    else await pipeline(file.createReadStream({ end: facts.size - 1 }), response)
  }

  async #servePage(request: IncomingMessage, response: ServerResponse, target: URL): Promise<void> {
    const page = await this.#current()
    if (!page) {
      response
        .writeHead(503, plainText)
        .end('The Studio has not been built yet. Run “npm run studio:build”, then reload.\n')
      return
    }
    const host = findHost(request)?.host ?? 'localhost'
    const [, port] = /^(?:127\.0\.0\.1|\[::1\])(:\d+)?$/.exec(host) ?? []
    if (port !== undefined) {
      // One host name, so that a session applies wherever the Studio is opened; an IP address cannot have a subdomain for the project.
      const location = `http://localhost${port}${target.pathname}${target.search}`
      response.writeHead(302, { ...plainText, location }).end()
      return
    }
    const { basePath } = this.#links
    if (basePath !== '/' && target.pathname !== basePath && !target.pathname.startsWith(`${basePath}/`)) {
      response
        .writeHead(302, { ...plainText, location: `${basePath}${target.pathname}${target.search}` })
        .end()
      return
    }
    response
      .writeHead(200, {
        ...commonHeaders,
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'content-security-policy': page.policy.replaceAll('HOST', host),
      })
      .end(page.html)
  }

  async #current(): Promise<{ html: string; policy: string } | null> {
    const file = join(this.#folder, 'index.html')
    const facts = await stat(file).catch(nullIfMissing)
    if (!facts) return null
    if (this.#page?.madeAt !== facts.mtimeMs) {
      const html = withLinks(withoutRemoteResources(await readFile(file, 'utf8')), this.#links)
      const policy = studioPolicy(html, this.#links, this.#sources)
      this.#page = { html, policy, madeAt: facts.mtimeMs }
    }
    return this.#page
  }
}

async function findFile(path: string): Promise<FileHandle | null> {
  return open(path).catch(nullIfMissing)
}

function nullIfMissing(error: unknown): null {
  const code = error instanceof Error ? Reflect.get(error, 'code') : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return null
  throw error
}

/** Adds its own path, and the origins of site and preview, to the Studio's page, so that one build works with any of them. */
function withLinks(html: string, { siteUrl, previewUrl, basePath }: LinkedOrigins): string {
  const preview = previewUrl ? `<meta name="clinic-preview-url" content="${previewUrl}">` : ''
  const own = `<meta name="clinic-studio-path" content="${basePath}">`
  return html.replace('</head>', `<meta name="clinic-site-url" content="${siteUrl}">${preview}${own}</head>`)
}
