import sharp from 'sharp'
import { expect, test } from 'vitest'
import { reservedPageSlugs } from '#domain/routes.ts'
import { toLook } from '#images/look.ts'
import { readOwnTokens } from '../fixtures/own-tokens.ts'
import { look, settings } from '../fixtures/published.ts'
import { smallSite } from './small-site.ts'

test.each([
  ['/apple-touch-icon.png', 180],
  ['/icon-192.png', 192],
  ['/icon-512.png', 512],
  ['/icon-maskable-512.png', 512],
])('%s is a square of %i pixels', async (path, size) => {
  const site = await smallSite()
  const { body, contentType } = await site.see(path)
  expect(site.paths()).toContain(path)
  expect(contentType).toBe('image/png')
  expect(await sharp(body).metadata()).toMatchObject({ width: size, height: size })
})

test('an icon that a system cuts leaves no corner empty', async () => {
  const site = await smallSite()
  for (const path of ['/apple-touch-icon.png', '/icon-maskable-512.png']) {
    const { channels } = await sharp((await site.see(path)).body).stats()
    expect(channels[3]?.min ?? 255, path).toBe(255)
  }
})

test('favicon.ico holds one picture of 32 pixels', async () => {
  const { body, contentType } = await (await smallSite()).see('/favicon.ico')
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  expect(contentType).toBe('image/x-icon')
  expect([view.getUint16(0, true), view.getUint16(2, true), view.getUint16(4, true)]).toEqual([0, 1, 1])
  const png = body.subarray(view.getUint32(18, true))
  expect(png.byteLength).toBe(view.getUint32(14, true))
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 32, height: 32 })
})

test('favicon.svg knows dark tabs', async () => {
  const { text, contentType } = await (await smallSite()).see('/favicon.svg')
  expect(contentType).toBe('image/svg+xml')
  expect(text).toContain('prefers-color-scheme:dark')
  expect(await sharp(Buffer.from(text)).metadata()).toMatchObject({ format: 'svg' })
})

test('the manifest has the name of the clinic, and icons that are there', async () => {
  const site = await smallSite({ siteSettings: [settings({ clinicName: 'Blue “Lake” <Clinic>' })] })
  const { text, contentType } = await site.see('/site.webmanifest')
  const manifest = JSON.parse(text)
  expect(contentType).toBe('application/manifest+json')
  expect(manifest).toMatchObject({ name: 'Blue “Lake” <Clinic>', start_url: '/', display: 'browser' })
  for (const { src } of manifest.icons) expect(site.paths()).toContain(src)
  expect(manifest.icons.map(({ purpose }: { purpose: string }) => purpose)).toContain('maskable')
})

test('every page names the icons, the manifest, and its colour in both schemes', async () => {
  const { text } = await (await smallSite()).see('/contact/')
  for (const link of [
    'rel="icon" href="/favicon.ico" sizes="32x32"',
    'rel="icon" href="/favicon.svg" type="image/svg+xml"',
    'rel="apple-touch-icon" href="/apple-touch-icon.png"',
    'rel="manifest" href="/site.webmanifest"',
  ]) {
    expect(text).toContain(link)
  }
  expect(text).toContain("manifest-src 'self'")
  expect(text.match(/name="theme-color"/g)).toHaveLength(2)
})

test('the colour around the page is that of its top', async () => {
  const { light, dark } = readOwnTokens()
  const colorsOf = async (fields: Record<string, unknown>) =>
    toLook((await smallSite({ siteSettings: [settings({ look: look(fields) })] })).snapshot.settings)
  expect((await colorsOf({})).themeColors).toEqual({ light: light.night, dark: dark.night })
  expect((await colorsOf({ arrangement: 'columns' })).themeColors).toEqual({
    light: light.helpline,
    dark: dark.helpline,
  })
  // Where the strip for a crisis is no band, the ground of the header is at the top.
  const arrangement = 'centered'
  expect((await colorsOf({ arrangement })).themeColors).toEqual({ light: light.paper, dark: dark.paper })
  const { css, themeColors } = await colorsOf({ arrangement, color: '#6b2c91', header: 'band' })
  expect(css).toContain(`header{--paper:${themeColors.light};`)
})

test('no page document can take a folder that the site needs', async () => {
  const site = await smallSite()
  const folders = site.paths().flatMap(path => /^\/([a-z][a-z0-9-]*)\//.exec(path)?.[1] ?? [])
  for (const folder of new Set(folders)) expect(reservedPageSlugs).toContain(folder)
})
