import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { homeSections } from '#domain/vocabulary.ts'
import { loadRenderer } from '#publisher/renderer.ts'
import { english } from '#words/english.ts'
import { startTestLake } from '../contract/content-lake-fixture.ts'
import { homePage, image, look, person, published, settings, snapshotFrom } from '../fixtures/published.ts'
import { siteUrl, smallSite } from '../machines/small-site.ts'

/* What a clinic makes its own on the home page: the photo of the opening, and the headings of its sections. */

/** A photo as the query answers it, by the id of its file. */
function photo(_id = `image-${'d'.repeat(40)}-4000x3000-jpg`, fields: Record<string, unknown> = {}) {
  const [, width, height] = /-(\d+)x(\d+)-/.exec(_id) ?? []
  const asset = { ...image().asset, _id, width: Number(width), height: Number(height) }
  return image({ alt: 'Our house by the lake', asset, ...fields })
}

function withPhoto(picture: unknown, look: unknown = null) {
  return smallSite({ homePage: [homePage({ picture })], siteSettings: [settings({ look })] })
}

const opening = (html: string) => /<div class="hero[\s\S]*?(?=<section )/.exec(html)?.[0] ?? ''

test('a photo takes the place of the drawing, is the one picture that is not waited for, and keeps its place', async () => {
  const site = await withPhoto(photo())
  const { text } = await site.see('/')
  const hero = opening(text)
  const [img = ''] = /<img[^>]*>/.exec(hero) ?? []
  for (const attribute of [
    'alt="Our house by the lake"',
    'width="4000"',
    'height="3000"',
    'loading="eager"',
    'fetchpriority="high"',
  ])
    expect(img).toContain(attribute)
  expect(hero).not.toContain('<path class="ring')
  const pictures = text.match(/<img[^>]*>/g) ?? []
  expect(pictures.filter(each => !each.includes('loading="lazy"'))).toEqual([img])
  const files = new Set(hero.match(/\/media\/[^" ]+/g))
  expect([...files].filter(file => file.endsWith('.avif'))).toHaveLength(4)
  expect(site.paths()).toEqual(expect.arrayContaining([...files]))
  // After the words and the buttons, whatever the width of the page.
  expect(hero.indexOf('sms:')).toBeLessThan(hero.indexOf('<img'))
})

test('without a photo the opening has the drawing, and the page no style of its own', async () => {
  const { text } = await withPhoto(null).then(site => site.see('/'))
  expect(opening(text)).toContain('<path class="ring')
  expect(opening(text)).not.toContain('<img')
  expect(text).not.toContain('<style')
  // Staff who take a picture away leave its words behind.
  expect((await (await withPhoto({ alt: 'Gone', asset: null })).see('/')).text).toBe(text)
})

test('a place of another shape shows what matters of a photo, by a style that the policy allows', async () => {
  const hotspot = { x: 0.25, y: 0.9 }
  const { text } = await withPhoto(photo(undefined, { hotspot })).then(site => site.see('/'))
  const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? ''
  expect(style).toBe('.art img{object-position:25% 90%}')
  expect(text).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`)
  const middle = await withPhoto(photo(undefined, { hotspot: { x: 0.5, y: 0.5 } }))
  expect((await middle.see('/')).text).not.toContain('<style')
})

test('a photo is cut around what matters', async () => {
  await using lake = await startTestLake()
  const blue = { width: 2400, height: 1000, channels: 3, background: '#0000ff' } as const
  const red = await sharp({ create: { ...blue, width: 400, background: '#ff0000' } })
    .png()
    .toBuffer()
  const file = await sharp({ create: blue })
    .composite([{ input: red, left: 2000, top: 0 }])
    .jpeg()
    .toBuffer()
  const { _id } = await lake.client().assets.upload('image', file)
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  const now = Temporal.Instant.from('2026-11-23T14:00:00Z')
  const draw = async (x: number) => {
    const snapshot = snapshotFrom(
      published({ homePage: [homePage({ picture: photo(_id, { hotspot: { x, y: 0.5 } }) })] }),
    )
    const path = renderer.paths(snapshot, now).find(each => each.endsWith('-480.webp')) ?? ''
    const { body } = await renderer.render(path, { snapshot, now, siteUrl, client: lake.client() })
    const { data, info } = await sharp(body).raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([480, 360])
    return (data.at(-info.channels) ?? 0) > 200
  }
  expect(await draw(0.2)).toBe(false)
  expect(await draw(0.9)).toBe(true)
})

test('a photo that cannot be had holds the home page back, names its field, and takes nothing else along', async () => {
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  const now = Temporal.Instant.from('2026-11-23T14:00:00Z')
  const good = snapshotFrom(published())
  const broken = snapshotFrom(published({ homePage: [homePage({ _rev: 'later', picture: photo() })] }))
  const paths = renderer.paths(broken, now).filter(each => each.startsWith('/media/'))
  expect(paths.length).toBeGreaterThan(4)
  for (const path of paths) {
    const reasons = new Map([[path, 'its original is gone.']])
    const fit = renderer.holdBack({ snapshot: broken, now }, reasons, good, 'https://studio.example')
    expect(fit?.faults.map(({ documentId, field }) => [documentId, field])).toEqual([['homePage', 'picture']])
    const changed = fit?.documents.filter(({ rev, shownRev }) => rev !== shownRev)
    expect(changed).toMatchObject([{ id: 'homePage', rev: 'later', shownRev: 'rev-homePage' }])
    expect(fit && renderer.paths(fit, now)).toEqual(renderer.paths(good, now))
  }
})

test('a photo without words for those who do not see it holds the home page back', () => {
  const previous = snapshotFrom(published())
  const picture = photo(undefined, { alt: null })
  const { faults } = snapshotFrom(published({ homePage: [homePage({ _rev: 'later', picture })] }), {
    previous,
  })
  expect(faults.map(({ field }) => field)).toEqual(['picture.alt'])
})

test('shared links have the photo, unless the clinic chose a picture for them', async () => {
  const shared = async (look: unknown) => {
    const site = await withPhoto(photo(), look)
    const { text } = await site.see('/contact/')
    const path = /property="og:image" content="https:\/\/[^/"]*([^"]*)"/.exec(text)?.[1] ?? ''
    expect(site.paths()).toContain(path)
    return { path, alt: /property="og:image:alt" content="([^"]*)"/.exec(text)?.[1] }
  }
  const { path, alt } = await shared(null)
  expect(path).toMatch(/^\/media\/[0-9a-f]{16}-1200\.jpeg$/)
  expect(alt).toBe('Our house by the lake')
  const chosen = photo(`image-${'e'.repeat(40)}-2000x1500-jpg`, { alt: 'Another' })
  expect((await shared(look({ shareImage: chosen }))).alt).toBe('Another')
})

const kinds = homeSections.map(({ value }) => value)
const highlight = {
  _key: 'h',
  heading: 'Groups',
  text: 'We meet.',
  citation: null,
  link: null,
  linkLabel: null,
  showCallToAction: null,
}

/** The heading of each section, with its class, by the id that labels the section. */
async function headingsOf(headings: Record<string, unknown>, isEditable = false) {
  const sections = kinds.map(kind => ({ _key: kind, kind, heading: headings[kind] ?? null }))
  const site = await smallSite({
    person: [person('ada')],
    homePage: [homePage({ sections, highlights: [highlight] })],
  })
  const { text } = await site.see('/', { isEditable })
  return [...text.matchAll(/<section class="section[^>]* aria-labelledby="([^"]*)"[\s\S]*?<\/h2>/g)].map(
    ([section, id]) => {
      const [, attributes = '', words] = /<h2([^>]*)>([^<]*)<\/h2>$/.exec(section) ?? []
      expect(attributes).toContain(`id="${id}"`)
      return { attributes, words }
    },
  )
}

test('each section has the heading that the clinic wrote, and its usual one where it wrote none', async () => {
  const usual = await headingsOf({})
  expect(usual.map(({ words }) => words)).toEqual(kinds.map(kind => english.home[kind]))
  const own = await headingsOf(Object.fromEntries(kinds.map(kind => [kind, `  Ours: ${kind} `])))
  expect(own.map(({ words }) => words)).toEqual(kinds.map(kind => `Ours: ${kind}`))
  expect(await headingsOf({ visit: '' })).toEqual(usual)
})

test('the heading of highlights is seen once the clinic wrote one', async () => {
  const isHidden = async (heading: string | null) =>
    (await headingsOf({ highlights: heading })).filter(each => each.attributes.includes('visually-hidden'))
  expect(await isHidden(null)).toHaveLength(1)
  expect(await isHidden('What we believe')).toEqual([])
})

test('a click on the photo or on a heading of a section opens its field, written or not', async () => {
  const headings = await headingsOf({ services: 'Ours' }, true)
  for (const [index, kind] of kinds.entries())
    expect(headings[index]?.attributes).toContain(`path=sections:${kind}.heading`)
  const site = await withPhoto(photo())
  expect(opening((await site.see('/', { isEditable: true })).text)).toContain('path=picture.alt')
})

test('a heading with nothing to see holds the home page back', () => {
  const previous = snapshotFrom(published())
  const sections = [{ _key: 'a', kind: 'visit', heading: '\u200b' }]
  const { faults } = snapshotFrom(published({ homePage: [homePage({ _rev: 'later', sections })] }), {
    previous,
  })
  expect(faults.map(({ field }) => field)).toEqual(['sections[0].heading'])
})
