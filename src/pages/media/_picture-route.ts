import type { APIRoute } from 'astro'
import { drawPicture } from '#images/draw-picture.ts'
import type { Format } from '#images/encoding.ts'
import { allRenditions } from '#images/renditions.ts'
import { getBuildInput } from '#renderer/static-build.ts'
import { rendition as renditionSelector } from '#selectors/selectors.ts'

/** The route of the pictures of one format: cut and encoded here, so that patients get them from nowhere else. */
export function pictureRoute(format: Format) {
  const ending = `.${format}`

  async function getStaticPaths() {
    const { site } = await getBuildInput()
    return [...allRenditions(site.snapshot).keys()]
      .filter(path => path.endsWith(ending))
      .map(path => ({ params: { name: path.slice('/media/'.length, -ending.length) } }))
  }

  const GET: APIRoute = async ({ params, locals }) => {
    const rendition = locals.select(renditionSelector, `/media/${params.name}${ending}`)
    if (!rendition) return new Response(null, { status: 404 })
    const { site, client } = await getBuildInput()
    const body = await drawPicture(rendition, { snapshot: site.snapshot, client })
    return new Response(new Uint8Array(body), {
      headers: {
        'Content-Type': `image/${format}`,
        // A name stands for its bytes. Files have no headers: in development, each is drawn once a browser.
        'Cache-Control': 'max-age=31536000, immutable',
      },
    })
  }

  return { getStaticPaths, GET }
}
