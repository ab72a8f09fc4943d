import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { Encoding } from './release-record.ts'

const brotli = promisify(zlib.brotliCompress)
const gzip = promisify(zlib.gzip)

/** Below this, headers outweigh what compression saves. */
const worthwhileBytes = 512

/** Brotli at 11 takes twenty times as long as at 6 for an eighth less, and an editor waits for it. */
const usual = { brotli: 6, gzip: 9 }

/** For lists of the whole site, which no patient waits for: a third of the time for a tenth more. */
const quick = { brotli: 3, gzip: 4 }
const largeBytes = 128 * 1024

const compressible =
  /^(?:text\/|application\/(?:json|xml|javascript|manifest\+json|ld\+json)|image\/svg\+xml)/

/** The precompressed twins that are worth keeping; none for pictures, and for what hardly shrinks. */
export async function compress(
  body: Uint8Array,
  contentType: string,
): Promise<{ encoding: Encoding; body: Uint8Array }[]> {
  if (body.byteLength < worthwhileBytes || !compressible.test(contentType)) return []
  const level = body.byteLength > largeBytes ? quick : usual
  const [br, gz] = await Promise.all([
    brotli(body, {
      params: {
        [zlib.constants.BROTLI_PARAM_QUALITY]: level.brotli,
        [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
      },
    }),
    gzip(body, { level: level.gzip }),
  ])
  const twins = [
    { encoding: 'br', body: br },
    { encoding: 'gzip', body: gz },
  ] as const
  return twins.filter(twin => twin.body.byteLength < body.byteLength * 0.9)
}
