import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'

/** What the Studio leads to. */
export type Doors = {
  /** The origin of the public site, which the Studio reads. */
  readonly siteUrl: string
  /** The origin at which drafts are seen, in a frame of the Studio; null for nowhere. */
  readonly previewUrl: string | null
}

/** Serves the built Studio: its files as they are, and its page for every other address (it routes by itself). */
export class StudioDoor {
  readonly #folder: string
  readonly #doors: Doors
  readonly #projectId: string
  readonly #files: ReturnType<typeof sirv>
  #page: { html: string; policy: string; madeAt: number } | undefined

  constructor(folder: string, doors: Doors, projectId: string) {
    this.#folder = folder
    this.#projectId = projectId
    this.#doors = doors
    this.#files = sirv(folder, {
      // Looks at the folder on each request, so that a new build is served without a restart.
      dev: true,
      etag: true,
      setHeaders: (response, path) => {
        response.setHeader('x-content-type-options', 'nosniff')
        if (path.startsWith('/static/'))
          response.setHeader('cache-control', 'public, max-age=31536000, immutable')
      },
    })
  }

  serve(request: IncomingMessage, response: ServerResponse): Promise<void> | void {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    // Any other address may end like a file's, with the name of a field: “…path=openingHours[1].closes”.
    const isFile = /^\/(?:static\/.+|[\w-]+\.\w+)$/.test(pathname)
    if (!isFile) return this.#servePage(request, response)
    this.#files(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n')
    })
  }

  async #servePage(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const page = await this.#current()
    if (!page) {
      response
        .writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
        .end('The Studio has not been built yet. Run “npm run studio:build”, then reload.\n')
      return
    }
    const host = request.headers.host ?? 'localhost'
    const [, port] = /^(?:127\.0\.0\.1|\[::1\])(:\d+)?$/.exec(host) ?? []
    if (port !== undefined) {
      // One name, so that a sign-in holds wherever the Studio is opened; an address cannot have a project's name before it.
      response.writeHead(302, { location: `http://localhost${port}${request.url ?? '/'}` }).end()
      return
    }
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'content-security-policy': page.policy.replaceAll('HOST', host),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
      })
      .end(page.html)
  }

  async #current(): Promise<{ html: string; policy: string } | null> {
    const file = join(this.#folder, 'index.html')
    if (!existsSync(file)) return null
    const madeAt = (await stat(file)).mtimeMs
    if (this.#page?.madeAt !== madeAt) {
      const html = withDoors(withoutRemoteResources(await readFile(file, 'utf8')), this.#doors)
      this.#page = { html, policy: policyFor(html, this.#doors, this.#projectId), madeAt }
    }
    return this.#page
  }
}

/** A page that asks nothing of other hosts: the Studio's names a bridge to Sanity's dashboard and its fonts, and works without. */
export function withoutRemoteResources(html: string): string {
  return html
    .replace(/<script\b[^>]*\bsrc=["']?(?:https?:)?\/\/[^>]*>\s*<\/script>/gi, '')
    .replace(/<link\b[^>]*\bhref=["']?(?:https?:)?\/\/[^>]*>/gi, '')
    .replace(/@font-face\s*\{[^}]*https?:\/\/[^}]*\}/gi, '')
}

/** Tells the Studio where the doors are: one build serves wherever they stand. */
function withDoors(html: string, { siteUrl, previewUrl }: Doors): string {
  const preview = previewUrl ? `<meta name="clinic-preview-url" content="${previewUrl}">` : ''
  return html.replace('</head>', `<meta name="clinic-site-url" content="${siteUrl}">${preview}</head>`)
}

/** `HOST` stands for the host and port of the request. Inline scripts are allowed by their hashes. */
function policyFor(html: string, { siteUrl, previewUrl }: Doors, projectId: string): string {
  const inline = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)]
    .filter(([, attributes = '', code = '']) => !/\bsrc=/.test(attributes) && code !== '')
    .map(([, , code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`)
  return [
    "default-src 'self'",
    `script-src 'self' ${inline.join(' ')}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${siteUrl}`,
    "font-src 'self' data:",
    `connect-src 'self' ws://HOST wss://HOST http://${projectId}.HOST ${siteUrl}`,
    `frame-src 'self' ${siteUrl} ${previewUrl ?? ''}`.trim(),
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "frame-ancestors 'self'",
  ].join('; ')
}
