import type { Font } from '#domain/look/choices.ts'
import type { FontFile } from './share-image.ts'

/** The site’s fonts in their two weights, and the letters of more languages: bytes within the code, not files of a release. */
export async function loadShareFonts(font: Font): Promise<readonly FontFile[]> {
  const { regular, bold } = (await modules[font]()).fontFiles
  return [
    ...regular.map(file => ({ weight: 400 as const, data: bytesOf(file) })),
    ...bold.map(file => ({ weight: 700 as const, data: bytesOf(file) })),
  ]
}

/** Each is a module of its own: a site needs one of them. */
const modules = {
  clear: () => import('./fonts/clear.ts'),
  friendly: () => import('./fonts/friendly.ts'),
  classic: () => import('./fonts/classic.ts'),
} satisfies Record<Font, unknown>

function bytesOf(dataUrl: string): Buffer {
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64')
}
