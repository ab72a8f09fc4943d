import { createHash } from 'node:crypto'
import type { SanityClient } from '@sanity/client'
import type { Moment, Rendered, Renderer } from '#renderer/contract.ts'
import { isReleasePath, isStandIn, redirectList, releaseNotice } from '../releases/release-record.ts'

/** What stands at an address of the site, at a moment. */
export type PreviewPage = {
  status: number
  contentType: string
  body: Uint8Array
  /** All that it was made of, in the renderer's words: while nothing of it changes, the same stands there. */
  dependencies: ReadonlySet<string>
  /** Where the address leads instead; null where it leads nowhere else. */
  redirectTo: string | null
  /** Identifies what stands there. */
  hash: string
}

/** Pictures that were made once, in bytes: their names tell what they show. */
const pictureBytes = 32 * 1024 * 1024

/** Makes what the patients' door would answer, were the content of a moment released. */
export function createPreviewPages(options: { renderer: Renderer; siteUrl: string; client: SanityClient }) {
  const { renderer, siteUrl, client } = options
  const pictures = new Map<string, Rendered>()
  let pictureSize = 0

  async function render(path: string, moment: Moment): Promise<Rendered> {
    const known = pictures.get(path)
    if (known) return known
    const rendered = await renderer.render(path, { ...moment, siteUrl, client })
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
    return pageOf({
      ...page,
      status,
      dependencies: [...(tried?.dependencies ?? []), ...list.dependencies, ...page.dependencies],
      redirectTo: rule?.to ?? null,
    })
  }

  return {
    /** @throws whatever a page throws that cannot be made. */
    async make(path: string, moment: Moment): Promise<PreviewPage> {
      if (!isReleasePath(path) || isStandIn(path)) return await renderMissing(path, moment, null)
      const rendered = await render(path, moment)
      if (rendered.status !== 200 && /\/[^./]+$/.test(path)) {
        const folder = await render(`${path}/`, moment)
        if (folder.status === 200) return pageOf({ ...rendered, status: 404, redirectTo: `${path}/` })
      }
      return rendered.status !== 200
        ? await renderMissing(path, moment, rendered)
        : pageOf({ ...rendered, redirectTo: null })
    },

    /** The clinic's time zone at a moment. */
    async zoneOf(moment: Moment): Promise<string> {
      const notice = await render('/release.json', moment)
      const { timeZone } = releaseNotice.parse(JSON.parse(new TextDecoder().decode(notice.body)))
      return timeZone ?? 'UTC'
    },
  }
}

export type PreviewPages = ReturnType<typeof createPreviewPages>

function pageOf({ dependencies, ...rest }: Rendered & { redirectTo: string | null }): PreviewPage {
  const hash = createHash('sha256')
    .update(`${rest.status} ${rest.redirectTo}\n`)
    .update(rest.body)
    .digest('base64url')
  return { ...rest, dependencies: new Set(dependencies), hash: hash.slice(0, 22) }
}
