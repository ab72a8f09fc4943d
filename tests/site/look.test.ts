import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { SanityClient } from '@sanity/client'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { loadRenderer } from '#publisher/renderer.ts'
import { startTestLake, type TestLake } from '../contract/content-lake-fixture.ts'
import { logo, look, published, settings, snapshotFrom } from '../fixtures/published.ts'
import { siteUrl, smallSite } from '../machines/small-site.ts'

/* A clinic’s own face, from the settings: and the site’s own where it chose nothing. */

const all = {
  color: '#6b2c91',
  accent: '#c7e84b',
  font: 'friendly',
  corners: 'round',
  header: 'band',
  drawing: 'circles',
}

function clinic(fields: Record<string, unknown> | null) {
  return { siteSettings: [settings({ look: fields && look(fields) })] }
}

async function see(fields: Record<string, unknown> | null, path = '/') {
  return (await (await smallSite(clinic(fields))).see(path)).text
}

/** The path of the share image that the home page names. */
function sharePath(html: string): string {
  return /property="og:image" content="[^"]*?(\/share\/[^"]+)"/.exec(html)?.[1] ?? ''
}

test.each([
  ['chose nothing', null],
  ['left every choice empty', {}],
])('a clinic that %s has the site as it is by itself', async (_, fields) => {
  const html = await see(fields)
  expect(html).not.toContain('<style')
  expect(html).toContain("style-src 'self';")
  const drawn = JSON.stringify([2, 'Welcome', 'Quiet Water Clinic', 'Akron, OH'])
  expect(sharePath(html)).toBe(
    `/share/clinic-${createHash('sha256').update(drawn).digest('hex').slice(0, 16)}.png`,
  )
})

test('the styles of a look are in the page, and the policy allows them and no others', async () => {
  const html = await see(all)
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? ''
  const hash = createHash('sha256').update(style).digest('base64')
  expect(html).toContain(`style-src 'self' 'sha256-${hash}';`)
  expect(html).not.toContain('unsafe')
  expect(style).toContain('--brand:#6b2c91')
})

test('a look takes less than a kilobyte of each page', async () => {
  const [own, chosen] = await Promise.all([see(null, '/contact/'), see(all, '/contact/')])
  const more = gzipSync(chosen).byteLength - gzipSync(own).byteLength
  expect(more).toBeLessThan(1000)
})

test('the chosen font is preloaded, a file of the release, and no other is named', async () => {
  const site = await smallSite(clinic({ font: 'classic' }))
  const { text } = await site.see('/')
  const fonts = [...text.matchAll(/<link rel="preload" href="([^"]+)" as="font"/g)].map(([, path]) => path)
  expect(fonts).toHaveLength(2)
  for (const font of fonts) {
    expect(font).toContain('source-serif-4')
    expect(site.paths()).toContain(font)
    expect((await site.see(font ?? '')).contentType).toBe('font/woff2')
  }
  expect(text).not.toContain('atkinson')
})

test('a share image is drawn again when what it shows of the look changes, and only then', async () => {
  const path = async (fields: Record<string, unknown>) => sharePath(await see(fields))
  const before = await path({ color: '#6b2c91' })
  expect(await path({ color: '#6b2c91' })).toBe(before)
  expect(await path({ color: '#6b2c91', header: 'band', corners: 'square' })).toBe(before)
  const others = await Promise.all([
    path({ color: '#6b2c92' }),
    path({ color: '#6b2c91', accent: '#c7e84b' }),
    path({ color: '#6b2c91', font: 'classic' }),
    path({ color: '#6b2c91', drawing: 'hills' }),
    path({ color: '#6b2c91', logo: logo() }),
  ])
  expect(new Set([before, ...others]).size).toBe(6)
})

test.each(['friendly', 'classic'])('share images are set in the font %s', async font => {
  const draw = async (fields: Record<string, unknown>) => {
    const site = await smallSite(clinic(fields))
    return (await site.see(sharePath((await site.see('/')).text))).body
  }
  const [own, other] = [await draw({ color: '#6b2c91' }), await draw({ color: '#6b2c91', font })]
  expect(Buffer.from(own).equals(other)).toBe(false)
  expect(await sharp(other).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
})

test('icons, manifest and the color around the page follow', async () => {
  const site = await smallSite(clinic(all))
  const manifest = JSON.parse((await site.see('/site.webmanifest')).text)
  const html = (await site.see('/')).text
  expect(html).toContain(`<meta name="theme-color" content="${manifest.theme_color}"`)
  const { data } = await sharp((await site.see('/apple-touch-icon.png')).body)
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(`#${data.subarray(0, 3).toString('hex')}`).toBe('#6b2c91')
  expect((await site.see('/favicon.svg')).text).toContain('fill="#6b2c91"')
})

/** A drawing that would run a program, and fetch something, wherever it is shown as it is. */
const hostile = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="alert(1)">
<script>alert(2)</script><image href="https://elsewhere.example/x.png" width="40" height="40"/>
<rect width="40" height="40" fill="#aa0033"/></svg>`

/** The small site with a logo that the lake has. */
async function withLogo(lake: TestLake, file: Buffer, filename: string) {
  const client = lake.client()
  const { _id } = await client.assets.upload('image', file, { filename })
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  const snapshot = snapshotFrom(published(clinic({ logo: logo(_id) })))
  const now = Temporal.Instant.from('2026-11-23T14:00:00Z')
  return {
    renderer,
    snapshot,
    now,
    paths: renderer.paths(snapshot, now),
    see: (path: string) =>
      renderer.render(path, { snapshot, now, siteUrl, client: client satisfies SanityClient }),
  }
}

test('a drawing becomes pixels: patients meet no script of it, nothing of another host, and all its edges', async () => {
  await using lake = await startTestLake()
  const site = await withLogo(lake, Buffer.from(hostile), 'logo.svg')
  const html = new TextDecoder().decode((await site.see('/')).body)
  const names = [...html.matchAll(/\/media\/[^" ]+/g)].map(([path]) => path)
  expect(names.length).toBeGreaterThan(0)
  for (const name of new Set(names)) {
    expect(site.paths).toContain(name)
    const { body, contentType } = await site.see(name)
    expect(contentType).toMatch(/^image\/(?:avif|webp)$/)
    expect(new TextDecoder('latin1').decode(body)).not.toMatch(/script|alert|elsewhere/)
  }
  const widest = names.find(name => name.includes('-720.avif')) ?? ''
  expect(await sharp((await site.see(widest)).body).metadata()).toMatchObject({ width: 720, height: 720 })
  for (const path of ['/apple-touch-icon.png', sharePath(html)]) {
    const { data, info } = await sharp((await site.see(path)).body)
      .raw()
      .toBuffer({ resolveWithObject: true })
    const pixels = new Set<string>()
    for (let at = 0; at < data.length; at += info.channels)
      pixels.add(data.subarray(at, at + 3).toString('hex'))
    expect(
      [...pixels].some(pixel => pixel.startsWith('aa')),
      `${path} shows the logo`,
    ).toBe(true)
  }
})

test('a logo that cannot be read holds the settings back, and says why', async () => {
  await using lake = await startTestLake()
  const good = await withLogo(lake, Buffer.from(hostile), 'logo.svg')
  const { renderer, now } = good
  const lost = settings({ _rev: 'later', look: look({ logo: logo(`image-${'e'.repeat(40)}-40x40-svg`) }) })
  const broken = snapshotFrom(published({ siteSettings: [lost] }))
  const path = renderer.paths(broken, now).find(each => each.startsWith('/media/')) ?? ''
  const context = { snapshot: broken, now, siteUrl, client: lake.client() }
  for (const each of [path, '/apple-touch-icon.png']) {
    await expect(renderer.render(each, context)).rejects.toThrow(
      /original of a picture is gone.*Quiet Water Clinic/,
    )
  }
  const reasons = new Map([[path, 'its original is gone.']])
  const fit = renderer.holdBack({ snapshot: broken, now }, reasons, good.snapshot, 'https://studio.example')
  const kept = fit?.documents.find(({ id }) => id === 'siteSettings')
  expect(kept).toMatchObject({ rev: 'later', shownRev: 'rev-siteSettings' })
  expect(fit?.faults.map(({ field }) => field)).toEqual(['look'])
})
