import zlib from 'node:zlib'
import type { IndexedPicture } from './indexed-picture.ts'

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/**
 * A PNG with a palette (PNG specification, color type 3): less than half of the bytes of true color. `data` are the rows,
 * compressed in the format of zlib.
 */
export function assemblePng(
  { width, height, palette }: Omit<IndexedPicture, 'rows'>,
  data: Uint8Array,
): Buffer {
  const header = new DataView(new ArrayBuffer(13))
  header.setUint32(0, width)
  header.setUint32(4, height)
  header.setUint8(8, 8)
  header.setUint8(9, 3)
  const colors = Uint8Array.from(palette.flatMap(color => [color >> 16, (color >> 8) & 0xff, color & 0xff]))
  return Buffer.concat([
    signature,
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('PLTE', colors),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array()),
  ])
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const bytes = Buffer.alloc(body.byteLength + 8)
  bytes.writeUInt32BE(data.byteLength, 0)
  bytes.set(body, 4)
  bytes.writeUInt32BE(zlib.crc32(body), body.byteLength + 4)
  return bytes
}
