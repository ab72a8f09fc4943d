import sharp from 'sharp'

/** A drawing (SVG) as a JPEG file: the same bytes each time for the same drawing and version of sharp. */
export async function renderPicture(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg))
    .jpeg({ quality: 86, chromaSubsampling: '4:4:4', progressive: true })
    .toBuffer()
}
