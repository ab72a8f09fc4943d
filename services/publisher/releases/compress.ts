import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { Encoding } from './release-record.ts'

/** A precompressed variant of a file. */
export type CompressedVariant = { encoding: Encoding; body: Uint8Array }

const brotli = promisify(zlib.brotliCompress)
const gzip = promisify(zlib.gzip)

/** Smaller files are not compressed, since headers outweigh the gain. */
const worthwhileBytes = 512

/**
 * Brotli 11 takes twenty times as long as 6 for an eighth less, and an editor waits for it; gzip is for the few browsers
 * without Brotli.
 */
const usual = { brotli: 6, gzip: 6 }

/** Half the time for a tenth more: for thousands of files, and for lists of the whole site, which no patient reads. */
const quick = { brotli: 5, gzip: 6 }
const largeBytes = 128 * 1024

const compressible = /^(?:text\/|application\/(?:json|xml|javascript|[\w.-]+\+(?:json|xml))|image\/svg\+xml)/

/** The worthwhile compressed variants of a file; none for pictures and for what hardly shrinks. */
export async function compress(body: Uint8Array, contentType: string): Promise<CompressedVariant[]> {
  if (!isWorthwhile(body, contentType)) return []
  const level = body.byteLength > largeBytes ? quick : usual
  const [br, gz] = await Promise.all([
    brotli(body, brotliOptions(body, level.brotli)),
    gzip(body, { level: level.gzip }),
  ])
  return keepSmaller(body, br, gz)
}

/** The same, fast and synchronous, for a worker thread. */
export function compressNow(body: Uint8Array, contentType: string): CompressedVariant[] {
  if (!isWorthwhile(body, contentType)) return []
  const br = zlib.brotliCompressSync(body, brotliOptions(body, quick.brotli))
  return keepSmaller(body, br, zlib.gzipSync(body, { level: quick.gzip }))
}

function isWorthwhile(body: Uint8Array, contentType: string): boolean {
  return body.byteLength >= worthwhileBytes && compressible.test(contentType)
}

function brotliOptions(body: Uint8Array, quality: number): zlib.BrotliOptions {
  return {
    params: {
      [zlib.constants.BROTLI_PARAM_QUALITY]: quality,
      [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
    },
  }
}

function keepSmaller(body: Uint8Array, br: Uint8Array, gz: Uint8Array): CompressedVariant[] {
  const variants: CompressedVariant[] = [
    { encoding: 'br', body: br },
    { encoding: 'gzip', body: gz },
  ]
  return variants.filter(variant => variant.body.byteLength < body.byteLength * 0.9)
}
