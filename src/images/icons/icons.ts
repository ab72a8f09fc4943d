import sharp from 'sharp'
import { ownColors } from '#domain/look/choices.ts'
import type { Look } from '../look.ts'
import { toIconSvg } from './draw-icon.ts'
import type { MarkCut } from './mark.ts'

/** An icon that is drawn from the mark: a square of `size` pixels. */
export interface Icon {
  path: string
  size: number
  cut: MarkCut
  /** Whether the manifest lists it. */
  inManifest: boolean
}

/** The PNG icons. A home screen rounds the corners itself; a maskable icon may be cut to any shape. */
export const icons: readonly Icon[] = [
  { path: '/apple-touch-icon.png', size: 180, cut: 'square', inManifest: false },
  { path: '/icon-192.png', size: 192, cut: 'rounded', inManifest: true },
  { path: '/icon-512.png', size: 512, cut: 'rounded', inManifest: true },
  { path: '/icon-maskable-512.png', size: 512, cut: 'maskable', inManifest: true },
]

/** The side of the picture in an icon for tabs, in pixels. */
const tabPicture = 96

/** An icon for tabs, on light and dark ones. */
export async function faviconSvg(look: Look, picture: Uint8Array | null): Promise<string> {
  const small = picture && (await sharp(picture).resize(tabPicture, tabPicture, contained).png().toBuffer())
  if (small) return toIconSvg('rounded', look, small)
  const ground = look.tones === ownColors.picture ? ownColors.darkTab : look.tones['ring-3']
  return toIconSvg('rounded', look, null).replace(
    '<rect',
    `<style>@media (prefers-color-scheme:dark){rect{fill:${ground}}}</style><rect`,
  )
}

const contained = { fit: 'contain', background: '#ffffff00' } as const

/** An ICO file that holds one PNG of 32 pixels: for whatever asks for /favicon.ico without reading the page. */
export function toIco(png: Uint8Array): Uint8Array {
  const size = 32
  const head = new DataView(new ArrayBuffer(22))
  head.setUint16(2, 1, true)
  head.setUint16(4, 1, true)
  head.setUint8(6, size)
  head.setUint8(7, size)
  head.setUint16(10, 1, true)
  head.setUint16(12, 32, true)
  head.setUint32(14, png.byteLength, true)
  head.setUint32(18, head.byteLength, true)
  return Buffer.concat([new Uint8Array(head.buffer), png])
}

/** What a browser shows of the site where somebody keeps it. It stays a page with an address and a way back. */
export function webManifest(clinicName: string, description: string, look: Look, lang: string): object {
  return {
    id: '/',
    name: clinicName,
    description,
    lang,
    start_url: '/',
    scope: '/',
    display: 'browser',
    theme_color: look.themeColors.light,
    background_color: look.paper,
    icons: icons
      .filter(({ inManifest }) => inManifest)
      .map(({ path, size, cut }) => ({
        src: path,
        sizes: `${size}x${size}`,
        type: 'image/png',
        purpose: cut === 'maskable' ? 'maskable' : 'any',
      })),
  }
}
