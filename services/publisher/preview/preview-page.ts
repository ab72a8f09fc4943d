import { createHash } from 'node:crypto'
import type { SanityClient } from '@sanity/client'
import type { Moment, Rendered, Renderer } from '#renderer/contract.ts'
import { isReleasePath, isStandIn, redirectList, releaseManifest } from '../releases/release-record.ts'

/** What an address of the site shows at a moment. */
export type PreviewPage = {
  status: number
  contentType: string
  body: Uint8Array
  /** What it depends on, in the renderer's terms: while none of it changes, neither does the page. */
  dependencies: ReadonlySet<string>
  /** The target of a redirect; null if there is none. */
  redirectTo: string | null
  /** Identifies the content. */
  hash: string
}

/** Size of the cache of rendered pictures, in bytes; their names identify their content. */
const pictureBytes = 32 * 1024 * 1024

/** Renders what patients would get if the content of a moment were released. */
export function createPreviewPages(options: { renderer: Renderer; siteUrl: string; client: SanityClient }) {
  const { renderer, siteUrl, client } = options
  const pictures = new Map<string, Rendered>()
  let pictureSize = 0

  async function render(path: string, moment: Moment): Promise<Rendered> {
    const known = pictures.get(path)
    if (known) return known
    const rendered = await renderer.render(path, { ...moment, siteUrl, client, isEditable: true })
    if (renderer.isImmutable(path) && rendered.status === 200) keepPicture(path, rendered)
    return rendered
  }

  function keepPicture(path: string, picture: Rendered): void {
    if (pictures.has(path)) return
    pictures.set(path, picture)
    pictureSize += picture.body.byteLength
    for (const [oldest, { body }] of pictures) {
      if (pictureSize <= pictureBytes) return
      pictures.delete(oldest)
      pictureSize -= body.byteLength
    }
  }

  async function renderMissing(path: string, moment: Moment, tried: Rendered | null): Promise<PreviewPage> {
    const list = await render('/redirects.json', moment)
    const redirects = redirectList.parse(JSON.parse(new TextDecoder().decode(list.body)))
    const rule = redirects.find(({ from }) => from === path || from === `${path}/`)
    const status = rule && !rule.to ? 410 : 404
    const page = await render(`/${status}.html`, moment)
    return toPreviewPage({
      ...page,
      status,
      dependencies: [...(tried?.dependencies ?? []), ...list.dependencies, ...page.dependencies],
      redirectTo: rule?.to ?? null,
    })
  }

  return {
    /** @throws what rendering throws. */
    async make(path: string, moment: Moment): Promise<PreviewPage> {
      if (!isReleasePath(path) || isStandIn(path)) return await renderMissing(path, moment, null)
      const rendered = await render(path, moment)
      if (rendered.status !== 200 && /\/[^./]+$/.test(path)) {
        const folder = await render(`${path}/`, moment)
        if (folder.status === 200) return toPreviewPage({ ...rendered, status: 404, redirectTo: `${path}/` })
      }
      return rendered.status !== 200
        ? await renderMissing(path, moment, rendered)
        : toPreviewPage({ ...rendered, redirectTo: null })
    },

    /** The clinic's time zone at a moment. */
    async loadTimeZone(moment: Moment): Promise<string> {
      const manifest = await render('/release.json', moment)
      const { timeZone } = releaseManifest.parse(JSON.parse(new TextDecoder().decode(manifest.body)))
      return timeZone ?? 'UTC'
    },
  }
}

export type PreviewPages = ReturnType<typeof createPreviewPages>

function toPreviewPage({ dependencies, ...rest }: Rendered & { redirectTo: string | null }): PreviewPage {
  const hash = createHash('sha256')
    .update(`${rest.status} ${rest.redirectTo}\n`)
    .update(rest.body)
    .digest('base64url')
  return { ...rest, dependencies: new Set(dependencies), hash: hash.slice(0, 22) }
}
