import { expect, test } from 'vitest'
import { type Image, image as imageContract } from '#sanity/fields.ts'
import { siteAt } from '#site/site.ts'
import { article, image, person, published, snapshotFrom } from '#tests/fixtures/published.ts'
import { allRenditions, listRenditions, toPicture } from './renditions.ts'

function pictureWith(fields: Record<string, unknown> = {}, asset: Record<string, unknown> = {}): Image {
  return imageContract.parse(image({ ...fields, asset: { ...Object(image().asset), ...asset } }))
}

test('offers a picture at each width up to its own, never larger', () => {
  const files = listRenditions(pictureWith({}, { width: 1000 }), 'whole').map(
    ({ width, format }) => `${width} ${format}`,
  )
  expect(files).toEqual(['480 avif', '800 avif', '1000 avif', '480 webp', '800 webp'])
})

test('offers a picture at its own width only where that makes a difference', () => {
  const widths = listRenditions(pictureWith({}, { width: 850 }), 'whole').map(({ width }) => width)
  expect(widths).toEqual([480, 800, 480, 800])
})

test('offers a small picture at its own width alone', () => {
  const files = listRenditions(pictureWith({}, { width: 120, height: 90 }), 'whole')
  expect(files.map(({ width }) => width)).toEqual([120, 120])
})

test('cuts a picture where staff cropped it', () => {
  const crop = { left: 0.1, right: 0.2, top: 0, bottom: 0.5 }
  const [first] = listRenditions(pictureWith({ crop }), 'whole')
  expect(first?.part).toEqual({ left: 100, top: 0, width: 700, height: 250 })
})

test('gives a page the size of the part that is shown, so that nothing moves when it loads', () => {
  const { width, height, avif } = toPicture(pictureWith(), 'portrait')
  expect([width, height]).toEqual([500, 500])
  expect(avif.srcset.split(', ')).toHaveLength(2)
})

test('names the files of two crops of one picture differently, and those of the same part alike', () => {
  const crop = { left: 0.1, right: 0.2, top: 0, bottom: 0.5 }
  const names = (fields: object) =>
    listRenditions(pictureWith({ ...fields }), 'whole').map(({ path }) => path)
  expect(names({}).filter(path => names({ crop }).includes(path))).toEqual([])
  expect(names({ hotspot: { x: 0.2, y: 0.2 } })).toEqual(names({}))
})

test('makes every file that a page can ask for, once', () => {
  const photo = image({
    asset: { ...Object(image().asset), _id: `image-${'b'.repeat(40)}-1000x500-png` },
  })
  const snapshot = snapshotFrom(
    published({
      article: [article('one', { image: image() }), article('two', { image: image() })],
      person: [person('ada', { photo })],
    }),
  )
  const paths = [...allRenditions(siteAt(snapshot, Temporal.Instant.from('2026-11-23T12:00:00Z'))).keys()]
  const own = pictureWith()
  const wanted = [...listRenditions(own, 'wide'), ...listRenditions(imageContract.parse(photo), 'portrait')]
  expect(paths.toSorted()).toEqual(wanted.map(({ path }) => path).toSorted())
})

test('puts the color of a picture behind it, white where it is seen through, and nothing where that is not known', () => {
  const color = (asset: object) => toPicture(pictureWith({}, { ...asset }), 'whole').color
  expect(color({})).toBe('#336699')
  expect(color({ isOpaque: false })).toBe('#ffffff')
  expect(color({ isOpaque: null })).toBeNull()
  expect(color({ isOpaque: null, _id: `image-${'a'.repeat(40)}-1000x500-jpg` })).toBe('#336699')
  expect(color({ color: null })).toBeNull()
  expect(color({ color: 'red" onload="' })).toBeNull()
})
