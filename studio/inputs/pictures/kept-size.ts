import { z } from 'zod'

const share = z.number().catch(0)

const cropped = z.object({
  asset: z.object({ _ref: z.string() }),
  crop: z.object({ top: share, bottom: share, left: share, right: share }).nullish().catch(null),
})

/** What the crop keeps of a picture, in pixels; null while there is none. The id of its file says how large that is. */
export function keptSize(picture: unknown): { width: number; height: number } | null {
  const { asset, crop } = cropped.safeParse(picture).data ?? {}
  const [, width, height] = /-(\d+)x(\d+)-/.exec(asset?._ref ?? '') ?? []
  if (!width || !height) return null
  const { left, right, top, bottom } = { left: 0, right: 0, top: 0, bottom: 0, ...crop }
  return {
    width: Math.round(Number(width) * (1 - left - right)),
    height: Math.round(Number(height) * (1 - top - bottom)),
  }
}
