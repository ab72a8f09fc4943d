import sharp from 'sharp'
import { type MarkCut, markSvg } from './mark.ts'

/** The mark as a PNG of `size` pixels. */
export async function drawIcon(cut: MarkCut, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const svg = Buffer.from(markSvg(cut).replace('<svg', `<svg width="${size}" height="${size}"`))
  const png = await sharp(svg).png({ palette: true, compressionLevel: 9 }).toBuffer()
  return new Uint8Array(png)
}
