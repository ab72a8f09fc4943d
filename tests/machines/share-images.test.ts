import sharp from 'sharp'
import { expect, test } from 'vitest'
import { article, homePage, paragraph, person, settings } from '../fixtures/published.ts'
import { siteUrl, smallSite } from './small-site.ts'

const longest =
  'Electroencephalographically-guided neuropsychopharmacotherapeutics in treatment-resistant major depressive disorder: a plain summary of what three randomized trials found'

/** The path of the share image that a page names. */
async function imageOf(path: string, fields: Record<string, unknown[]> = {}) {
  const site = await smallSite(fields)
  const { text } = await site.see(path)
  const image = /<meta property="og:image" content="([^"]*)"/.exec(text)?.[1] ?? ''
  return { site, text, path: image.slice(siteUrl.length), image }
}

test.each([
  ['/', /^\/share\/clinic-[0-9a-f]{16}\.png$/],
  ['/articles/', /^\/share\/clinic-[0-9a-f]{16}\.png$/],
  ['/articles/ketamine/', /^\/share\/ketamine-[0-9a-f]{16}\.png$/],
  ['/services/group/', /^\/share\/group-[0-9a-f]{16}\.png$/],
])('the page %s names a share image that is a file of the release', async (page, name) => {
  const { site, text, path, image } = await imageOf(page)
  expect(image).toBe(`${siteUrl}${path}`)
  expect(path).toMatch(name)
  expect(site.paths()).toContain(path)
  expect(text).toMatch(/<meta property="og:image:width" content="1200"/)
  expect(text).toMatch(/<meta property="og:image:height" content="630"/)
  expect(text).toMatch(/<meta property="og:image:alt" content="[^"]+"/)
  expect(text).toMatch(/<meta name="twitter:card" content="summary_large_image"/)
})

test.each([
  ['two words', 'Sleep well'],
  ['a very long title', longest],
  ['one endless word', 'A'.repeat(200)],
  ['characters that the font has not', '🙂 心の健康 β-endorphin'],
  ['markup', '<script>alert("1")</script> & more'],
])('draws %s in 1200 by 630 pixels and few bytes', async (_, title) => {
  const { site, path } = await imageOf('/articles/ketamine/', { article: [article('ketamine', { title })] })
  const { body, contentType, status } = await site.see(path)
  expect([status, contentType]).toEqual([200, 'image/png'])
  expect(await sharp(body).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
  expect(body.byteLength).toBeLessThan(60_000)
})

test('the same words are drawn in the same bytes', async () => {
  const [once, again] = [await imageOf('/articles/ketamine/'), await imageOf('/articles/ketamine/')]
  const [first, second] = [await once.site.see(once.path), await again.site.see(again.path)]
  expect(Buffer.from(first.body).equals(second.body)).toBe(true)
})

test('its name changes with what is drawn, and with nothing else', async () => {
  const pathWith = async (fields: Record<string, unknown[]>) =>
    (await imageOf('/articles/ketamine/', fields)).path
  const before = await pathWith({})
  const body = { body: [paragraph('Other words.')], summary: 'Another.', _updatedAt: '2026-11-01T00:00:00Z' }
  expect(await pathWith({ article: [article('ketamine', body)] })).toBe(before)
  expect(await pathWith({ homePage: [homePage({ heading: 'Other' })] })).toBe(before)
  const others = [
    await pathWith({ article: [article('ketamine', { title: 'Other' })] }),
    await pathWith({ siteSettings: [settings({ clinicName: 'Other' })] }),
    await pathWith({ person: [person('ada', { name: 'Other' })] }),
    await pathWith({
      article: [article('ketamine', { reviewer: { _ref: 'ada' }, lastReviewed: '2026-03-01' })],
    }),
  ]
  expect(new Set([before, ...others]).size).toBe(5)
})

test('a share image that no page names is not there', async () => {
  const site = await smallSite()
  expect((await site.see('/share/ketamine-0000000000000000.png')).status).toBe(404)
})
