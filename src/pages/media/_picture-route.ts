import type { APIRoute } from 'astro'
import type { Format } from '#images/encoding.ts'
import { rendition as renditionSelector } from '#selectors/selectors.ts'

/** The pictures of one format in development: elsewhere the renderer draws them without a route. */
export function pictureRoute(format: Format): APIRoute {
  return async ({ params, locals: { select, loadPicture } }) => {
    const rendition = select(renditionSelector, `/media/${params.name}.${format}`)
    if (!rendition) return new Response(null, { status: 404 })
    return new Response(new Uint8Array(await loadPicture(rendition)), {
      headers: {
        'Content-Type': `image/${format}`,
        // A name stands for its bytes: each is drawn once a browser.
        'Cache-Control': 'max-age=31536000, immutable',
      },
    })
  }
}
