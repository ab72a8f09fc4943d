import sharp from 'sharp'
import { expect, test } from 'vitest'
import { article, homePage, image, look, page, paragraph, person, settings } from '../fixtures/published.ts'
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

test.each([
  ['plain words', 'Sleep well', '6f477cf564db24aa', true],
  ['accents that every font has', 'Así duerme Zoë', 'cbce2d0705829fac', true],
  ['a letter with accents that was left out', 'Nguyễn sleeps', '050c6c6b7b1903d7', false],
])(
  'of %s, the image has its earlier name only if it has the earlier bytes',
  async (_, title, name, isSame) => {
    const { path } = await imageOf('/articles/ketamine/', { article: [article('ketamine', { title })] })
    expect(path === `/share/ketamine-${name}.png`).toBe(isSame)
  },
)

/** A clinic that chose a picture for shared links, of 4,000 by 3,000 pixels. */
function withPicture(fields: Record<string, unknown> = {}) {
  const asset = { ...image().asset, _id: `image-${'d'.repeat(40)}-4000x3000-jpg`, width: 4000, height: 3000 }
  return { siteSettings: [settings({ look: look({ shareImage: image({ asset, ...fields }) }) })] }
}

test('a picture that the clinic chose is that of every page without a card of its own', async () => {
  const { site, text, path } = await imageOf('/', { ...withPicture(), page: [page('about')] })
  expect(path).toMatch(/^\/media\/[0-9a-f]{16}-1200\.jpeg$/)
  expect(text).toContain('<meta property="og:image:width" content="1200"')
  expect(text).toContain('<meta property="og:image:height" content="630"')
  expect(text).toContain('<meta property="og:image:alt" content="A lake"')
  for (const other of ['/contact/', '/articles/', '/services/', '/about/'])
    expect((await site.see(other)).text, other).toContain(`content="${siteUrl}${path}"`)
  const before = await imageOf('/articles/ketamine/')
  expect((await site.see('/articles/ketamine/')).text).toContain(before.path)
  const drawn = site.paths().filter(each => /^\/(?:share|media)\//.test(each))
  expect(drawn.filter(each => each.startsWith('/media/'))).toEqual([path])
  expect(drawn.some(each => each.startsWith('/share/clinic-'))).toBe(false)
})

test('the picture has another name when another part of it shows, and nothing else has', async () => {
  const filesWith = async (fields: Record<string, unknown>) =>
    (await smallSite(withPicture(fields))).paths().filter(path => /^\/(?:share|media)\//.test(path))
  const [before, again, words, crop] = await Promise.all([
    filesWith({}),
    filesWith({}),
    filesWith({ alt: 'Another lake' }),
    filesWith({ crop: { top: 0.2, bottom: 0, left: 0, right: 0 }, hotspot: { x: 0.5, y: 0.9 } }),
  ])
  expect(again).toEqual(before)
  expect(words).toEqual(before)
  const isPicture = (path: string) => path.startsWith('/media/')
  expect(crop?.find(isPicture)).not.toBe(before?.find(isPicture))
  expect(crop?.filter(path => !isPicture(path))).toEqual(before?.filter(path => !isPicture(path)))
})

test('a picture that is smaller than networks ask for is as large as it is', async () => {
  const { text, path } = await imageOf('/', {
    siteSettings: [settings({ look: look({ shareImage: image() }) })],
  })
  expect(path).toMatch(/-952\.jpeg$/)
  expect(text).toContain('<meta property="og:image:width" content="952"')
  expect(text).toContain('<meta property="og:image:height" content="500"')
})

test('a share image that no page names is not there', async () => {
  const site = await smallSite()
  expect((await site.see('/share/ketamine-0000000000000000.png')).status).toBe(404)
})
