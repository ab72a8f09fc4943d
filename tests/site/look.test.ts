import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { SanityClient } from '@sanity/client'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { loadRenderer } from '#publisher/renderer.ts'
import { startTestLake, type TestLake } from '../contract/content-lake-fixture.ts'
import { image, logo, look, published, settings, snapshotFrom } from '../fixtures/published.ts'
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

test('an arrangement is linked where it is chosen, without its lists on an article, and is a file of the release', async () => {
  const linked = async (fields: Record<string, unknown> | null, path: string) => {
    const site = await smallSite(clinic(fields))
    const sheets = [...(await site.see(path)).text.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)]
    const names = sheets.flatMap(([, href = '']) => /(?:centered|columns)[\w-]*(?=\.)/.exec(href)?.[0] ?? [])
    for (const [, href = ''] of sheets) expect(site.paths()).toContain(href)
    return names.map(name => name.replace(/-lists.*/, '-lists')).toSorted()
  }
  expect(await linked({}, '/')).toEqual([])
  expect(await linked({ arrangement: 'beside' }, '/')).toEqual([])
  for (const arrangement of ['centered', 'columns']) {
    expect(await linked({ arrangement }, '/')).toEqual([`${arrangement}-lists`])
    expect(await linked({ arrangement }, '/articles/ketamine/')).toEqual([arrangement])
  }
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
  const shapes = { header: 'band', corners: 'square', arrangement: 'columns' }
  expect(await path({ color: '#6b2c91', ...shapes })).toBe(before)
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

/** The small site with a logo that the lake keeps. */
async function withLogo(lake: TestLake, file: Buffer, filename: string) {
  const { _id } = await lake.client().assets.upload('image', file, { filename })
  return withLook(lake, { logo: logo(_id) })
}

async function withLook(lake: TestLake, fields: Record<string, unknown>) {
  const client = lake.client()
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  const snapshot = snapshotFrom(published(clinic(fields)))
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

/** A picture for shared links as the query answers it. */
function picture(_id: string, fields: Record<string, unknown> = {}) {
  const [, width, height] = /-(\d+)x(\d+)-/.exec(_id) ?? []
  const asset = { ...image().asset, _id, width: Number(width), height: Number(height) }
  return image({ asset, ...fields })
}

test('a picture for shared links is cut around what matters, opaque, and small enough for chat programs', async () => {
  await using lake = await startTestLake()
  const blue = { width: 2400, height: 2400, channels: 4, background: '#0000ff00' } as const
  const red = await sharp({ create: { ...blue, height: 400, background: '#ff0000' } })
    .png()
    .toBuffer()
  const file = await sharp({ create: blue })
    .composite([{ input: red, top: 2000, left: 0 }])
    .png()
    .toBuffer()
  const { _id } = await lake.client().assets.upload('image', file, { filename: 'lake.png' })
  const draw = async (y: number) => {
    const site = await withLook(lake, { shareImage: picture(_id, { hotspot: { x: 0.5, y } }) })
    const { body, contentType } = await site.see(site.paths.find(path => path.endsWith('.jpeg')) ?? '')
    expect(contentType).toBe('image/jpeg')
    expect(body.byteLength).toBeLessThan(300_000)
    const { data, info } = await sharp(body).raw().toBuffer({ resolveWithObject: true })
    expect(info).toMatchObject({ width: 1200, height: 630, channels: 3 })
    return data.subarray(-3).toString('hex')
  }
  // Nothing shines through: what is empty is white.
  expect(await draw(0)).toBe('ffffff')
  expect(await draw(1)).toMatch(/^f[ef]0/)
})

test('a picture for shared links that cannot be had holds the settings back, and nothing else', async () => {
  await using lake = await startTestLake()
  const good = await withLook(lake, {})
  const { renderer, now } = good
  const shareImage = picture(`image-${'e'.repeat(40)}-2400x1260-jpg`)
  const lost = settings({ _rev: 'later', look: look({ shareImage }) })
  const broken = snapshotFrom(published({ siteSettings: [lost] }))
  const path = renderer.paths(broken, now).find(each => each.endsWith('.jpeg')) ?? ''
  const context = { snapshot: broken, now, siteUrl, client: lake.client() }
  await expect(renderer.render(path, context)).rejects.toThrow(
    /original of a picture is gone.*Quiet Water Clinic/,
  )
  const reasons = new Map([[path, 'its original is gone.']])
  const fit = renderer.holdBack({ snapshot: broken, now }, reasons, good.snapshot, 'https://studio.example')
  expect(fit?.faults.map(({ documentId, field }) => [documentId, field])).toEqual([['siteSettings', 'look']])
  expect(fit?.documents.filter(({ rev, shownRev }) => rev !== shownRev)).toHaveLength(1)
  expect(fit && renderer.paths(fit, now)).toEqual(good.paths)
})
