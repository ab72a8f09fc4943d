import { type MarkCut, markSvg } from './mark.ts'

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

/** The colour of the strip at the top of each page (--night of tokens.css), which browsers carry on around it. */
export const themeColours = { light: '#0f2a2d', dark: '#14403f' } as const

/** `--paper` of tokens.css. */
const paper = '#fbfcfa'

/** An icon for tabs, on light and dark ones. */
export function faviconSvg(): string {
  return markSvg('rounded').replace(
    '<rect',
    '<style>@media (prefers-color-scheme:dark){rect{fill:#14706f}}</style><rect',
  )
}

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
export function webManifest(clinicName: string, description: string): object {
  return {
    id: '/',
    name: clinicName,
    description,
    lang: 'en-US',
    start_url: '/',
    scope: '/',
    display: 'browser',
    theme_color: themeColours.light,
    background_color: paper,
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
