import zlib from 'node:zlib'

/** Smaller files are not compressed, since headers outweigh the gain. */
const worthwhileBytes = 512

/** 6 takes a third longer for half a percent less, 11 twenty times as long for an eighth less. */
const quality = 5

/** Of styles, which are compressed once for each version of the code, and loaded by every patient. */
const styleQuality = 11

const compressible = /^(?:text\/|application\/(?:json|xml|javascript|[\w.-]+\+(?:json|xml))|image\/svg\+xml)/

/** A file compressed by Brotli; null for pictures and for what hardly shrinks. */
export function compress(body: Uint8Array, contentType: string): Uint8Array | null {
  if (body.byteLength < worthwhileBytes || !compressible.test(contentType)) return null
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants
  const params = {
    [BROTLI_PARAM_QUALITY]: contentType.startsWith('text/css') ? styleQuality : quality,
    [BROTLI_PARAM_SIZE_HINT]: body.byteLength,
  }
  const compressed = zlib.brotliCompressSync(body, { params })
  return compressed.byteLength < body.byteLength * 0.9 ? compressed : null
}
