import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { Encoding } from './release-record.ts'

const brotli = promisify(zlib.brotliCompress)
const gzip = promisify(zlib.gzip)

/** Below this, headers outweigh what compression saves. */
const worthwhileBytes = 512

/** Brotli at 11 takes twenty times as long as at 6 for an eighth less, and an editor waits for it. */
const brotliQuality = 6

const compressible =
  /^(?:text\/|application\/(?:json|xml|javascript|manifest\+json|ld\+json)|image\/svg\+xml)/

/** The precompressed twins that are worth keeping; none for pictures, and for what hardly shrinks. */
export async function compress(
  body: Uint8Array,
  contentType: string,
): Promise<{ encoding: Encoding; body: Uint8Array }[]> {
  if (body.byteLength < worthwhileBytes || !compressible.test(contentType)) return []
  const [br, gz] = await Promise.all([
    brotli(body, {
      params: {
        [zlib.constants.BROTLI_PARAM_QUALITY]: brotliQuality,
        [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
      },
    }),
    gzip(body, { level: 9 }),
  ])
  const twins = [
    { encoding: 'br', body: br },
    { encoding: 'gzip', body: gz },
  ] as const
  return twins.filter(twin => twin.body.byteLength < body.byteLength * 0.9)
}
