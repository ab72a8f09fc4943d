import latin400 from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff?inline'
import latin700 from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff?inline'
import latinExt400 from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-400-normal.woff?inline'
import latinExt700 from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-700-normal.woff?inline'
import type { FontFile } from './share-image.ts'

/** The site’s font in its two weights, and the letters of more languages: bytes within the code, not files of a release. */
export const shareFonts: readonly FontFile[] = [
  { weight: 400, data: bytesOf(latin400) },
  { weight: 700, data: bytesOf(latin700) },
  { weight: 400, data: bytesOf(latinExt400) },
  { weight: 700, data: bytesOf(latinExt700) },
]

function bytesOf(dataUrl: string): Buffer {
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64')
}
