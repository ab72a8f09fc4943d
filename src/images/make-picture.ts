import type { SanityClient } from '@sanity/client'
import sharp, { type OutputInfo } from 'sharp'
import { effectsAdvice, hasEffects } from '#domain/drawing-effects.ts'
import { encode } from './encoding.ts'
import { loadOriginal, PictureError } from './load-original.ts'
import type { Rendition } from './renditions.ts'

/** A picture of more pixels would not fit in memory. */
const maxPixels = 100_000_000

/** How long a picture may be worked on, in seconds. */
const drawWithinSeconds = 60

/** A picture as pixels, cut, and as wide as its widest file. */
interface Pixels {
  data: Buffer
  info: OutputInfo
}

// The files of one original are asked for one after the other, a few at once: the last few are all that is needed.
const originals = keepLast<Buffer>(4)
const pixels = keepLast<Pixels>(4)

/**
 * Makes a file of a picture. Its original is fetched, from the Content Lake that `client` is for, and decoded once for
 * all its files.
 * @throws Error that says why the picture cannot be had.
 */
export async function makePicture(rendition: Rendition, client: SanityClient): Promise<Uint8Array> {
  const { part, width, widest, format } = rendition
  const key = `${lakeOf(client)} ${rendition.assetId} ${JSON.stringify(part)} ${widest}`
  const { data, info } = await pixels(key, () => cut(rendition, client))
  const { width: rawWidth, height: rawHeight, channels } = info
  const picture = sharp(data, { raw: { width: rawWidth, height: rawHeight, channels } })
  try {
    return await encode(width === widest ? picture : picture.resize({ width }), format)
  } catch (cause) {
    throw new PictureError(
      `a picture cannot be shown: ${reasonOf(cause)}. Crop it, or upload a smaller one, in the Studio.`,
      { cause },
    )
  }
}

async function cut({ assetId, part, widest }: Rendition, client: SanityClient): Promise<Pixels> {
  const original = await originals(`${lakeOf(client)} ${assetId}`, () => loadOriginal(client, assetId))
  // The time limit below counts between rows: a filter takes minutes within one.
  if (assetId.endsWith('-svg') && hasEffects(original.toString()))
    throw new PictureError(`a drawing has effects, which take too long to draw. ${effectsAdvice}`)
  try {
    const picture = sharp(original, { limitInputPixels: maxPixels })
      .timeout({ seconds: drawWithinSeconds })
      .autoOrient()
    return await (part ? picture.extract(part) : picture)
      .resize({ width: widest })
      .toColorspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
  } catch (cause) {
    throw new PictureError(
      `a picture cannot be read: ${reasonOf(cause)}. Upload it again, as JPEG or PNG, in the Studio.`,
      { cause },
    )
  }
}

/** Tells originals of the same name in different places apart. */
function lakeOf(client: SanityClient): string {
  const { apiHost, projectId, dataset } = client.config()
  return `${apiHost} ${projectId} ${dataset}`
}

/** What `make` gives for a key, made once for the last `most` keys that were asked for; a failure is not kept. */
function keepLast<Result>(most: number): (key: string, make: () => Promise<Result>) => Promise<Result> {
  const kept = new Map<string, Promise<Result>>()
  return (key, make) => {
    const result = kept.get(key) ?? make()
    kept.delete(key)
    kept.set(key, result)
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break
      kept.delete(oldest)
    }
    result.catch(() => {
      if (kept.get(key) === result) kept.delete(key)
    })
    return result
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
