import sharp from 'sharp'
import type { Look } from '../look.ts'
import { iconSvg, type MarkCut, markSize, markSvg } from './mark.ts'

/** The icon of a site as a PNG of `size` pixels; `picture` is what it is made of, null for the mark. */
export async function drawIcon(
  cut: MarkCut,
  size: number,
  look: Look,
  picture: Uint8Array | null,
): Promise<Uint8Array<ArrayBuffer>> {
  const svg = Buffer.from(
    toIconSvg(cut, look, picture).replace('<svg', `<svg width="${size}" height="${size}"`),
  )
  const png = await sharp(svg).png({ palette: true, compressionLevel: 9 }).toBuffer()
  return new Uint8Array(png)
}

/** A logo is on white, as on paper, with room around it. */
export function toIconSvg(cut: MarkCut, { drawing, tones }: Look, picture: Uint8Array | null): string {
  if (!picture) return markSvg(cut, drawing, tones)
  const edge = cut === 'maskable' ? 8 : 4
  const side = markSize - 2 * edge
  const data = `data:image/png;base64,${Buffer.from(picture).toString('base64')}`
  return iconSvg(
    cut,
    '#ffffff',
    `<image x="${edge}" y="${edge}" width="${side}" height="${side}" href="${data}"/>`,
  )
}
