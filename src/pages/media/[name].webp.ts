import type { APIRoute } from 'astro'
import sharp from 'sharp'
import { allRenditions } from '../../media.ts'
import { rendition as renditionQuestion } from '../../questions/questions.ts'
import { getBuildInput } from '../../static-build.ts'

export async function getStaticPaths() {
  const { site } = await getBuildInput()
  return allRenditions(site.snapshot)
    .keys()
    .toArray()
    .map(path => ({
      params: { name: path.slice('/media/'.length, -'.webp'.length) },
    }))
}

/** A picture of the Content Lake, cut and resized: patients get it from the site itself, never from elsewhere. */
export const GET: APIRoute = async ({ params, locals }) => {
  const rendition = locals.ask(renditionQuestion, `/media/${params.name}.webp`)
  if (!rendition) return new Response(null, { status: 404 })
  const original = await fetch(rendition.sourceUrl)
  if (!original.ok) {
    throw new Error(
      `The picture ${rendition.sourceUrl} answered ${original.status}. Upload it again in the Studio if it is gone for good.`,
    )
  }
  const { extract, width } = rendition
  const body = await sharp(await original.arrayBuffer())
    .autoOrient()
    .extract(extract)
    .resize({ width })
    .webp({ quality: 78 })
    .toBuffer()
  return new Response(new Uint8Array(body), { headers: { 'Content-Type': 'image/webp' } })
}
