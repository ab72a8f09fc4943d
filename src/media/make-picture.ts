import sharp, { type OutputInfo } from 'sharp'
import { encode } from './encoding.ts'
import type { Rendition } from './renditions.ts'

/** How long the Content Lake may take to send a picture. */
const fetchWithinMs = 30_000

/** A picture that no second try will bring: its original is gone, or is no picture that can be read. */
export class PictureError extends Error {
  // The publisher, whose modules are others, knows it by its name.
  override readonly name = 'PictureError'
}

/** A picture as pixels, cut, and as wide as its widest file. */
interface Pixels {
  data: Buffer
  info: OutputInfo
}

// The files of one original are asked for one after the other, a few at once: the last few are all that is needed.
const originals = keepLast<ArrayBuffer>(4)
const pixels = keepLast<Pixels>(4)

/**
 * Makes a file of a picture. Its original is fetched and decoded once for all its files.
 * @throws Error that says why the picture cannot be had.
 */
export async function makePicture(rendition: Rendition): Promise<Uint8Array> {
  const { sourceUrl, part, width, widest, format } = rendition
  const { data, info } = await pixels(`${sourceUrl} ${JSON.stringify(part)} ${widest}`, () => cut(rendition))
  const { width: rawWidth, height: rawHeight, channels } = info
  const picture = sharp(data, { raw: { width: rawWidth, height: rawHeight, channels } })
  return await encode(width === widest ? picture : picture.resize({ width }), format)
}

async function cut({ sourceUrl, part, widest }: Rendition): Promise<Pixels> {
  const original = await originals(sourceUrl, () => fetchOriginal(sourceUrl))
  try {
    const picture = sharp(original).autoOrient()
    return await (part ? picture.extract(part) : picture)
      .resize({ width: widest })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
  } catch (cause) {
    throw new PictureError(
      `The picture ${sourceUrl} cannot be read: ${reasonOf(cause)}. Upload it again, as JPEG or PNG, in the Studio.`,
      { cause },
    )
  }
}

async function fetchOriginal(url: string): Promise<ArrayBuffer> {
  let response: Response
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(fetchWithinMs) })
  } catch (cause) {
    throw new Error(
      `The picture ${url} could not be fetched: ${reasonOf(cause)}. Check that the Content Lake can be reached.`,
      { cause },
    )
  }
  if (isGoneForGood(response.status)) {
    throw new PictureError(`The picture ${url} is gone (${response.status}). Upload it again in the Studio.`)
  }
  if (!response.ok) {
    throw new Error(
      `The picture ${url} answered ${response.status}. Check that the Content Lake can be reached.`,
    )
  }
  return await response.arrayBuffer()
}

function isGoneForGood(status: number): boolean {
  return status === 404 || status === 410
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
