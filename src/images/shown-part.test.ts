import { createImageUrlBuilder } from '@sanity/image-url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Image, image as imageContract } from '#sanity/fields.ts'
import { image as imageOf } from '#tests/fixtures/published.ts'
import { type Part, shownPart } from './shown-part.ts'

const sha1hash = 'a'.repeat(40)
const share = fc.double({ min: 0, max: 0.45, noNaN: true })
const place = fc.double({ min: 0, max: 1, noNaN: true })
const side = fc.integer({ min: 20, max: 6000 })
const ratio = fc.constantFrom(16 / 9, 1, 4 / 3, 3 / 4, 40 / 21)

const picture = fc.record({
  width: side,
  height: side,
  crop: fc.option(fc.record({ left: share, right: share, top: share, bottom: share })),
  hotspot: fc.option(fc.record({ x: place, y: place })),
})

function pictureWith({ width, height, ...cut }: Record<string, unknown>): Image {
  return imageContract.parse(imageOf({ ...cut, asset: { ...Object(imageOf().asset), width, height } }))
}

test('stays inside what staff kept, at the ratio that is asked for', () => {
  fc.assert(
    fc.property(picture, ratio, (drawn, wanted) => {
      const image = pictureWith(drawn)
      const [kept, part] = [shownPart(image, null), shownPart(image, wanted)]
      expect(isInside(kept, { left: 0, top: 0, width: drawn.width, height: drawn.height })).toBe(true)
      expect(isInside(part, kept)).toBe(true)
      // One side is all that was kept; the other is right to the pixel.
      const isWhole = part.width === kept.width || part.height === kept.height
      expect(isWhole).toBe(true)
      const error = Math.min(
        Math.abs(part.width - Math.max(1, part.height * wanted)),
        Math.abs(part.height - Math.max(1, part.width / wanted)),
      )
      expect(error).toBeLessThanOrEqual(0.5 + 1e-9)
    }),
  )
})

test('keeps the middle of the hotspot in sight wherever the crop holds it', () => {
  fc.assert(
    fc.property(picture, ratio, (drawn, wanted) => {
      const image = pictureWith(drawn)
      const [kept, part] = [shownPart(image, null), shownPart(image, wanted)]
      const { x, y } = image.hotspot ?? { x: 0.5, y: 0.5 }
      const middle = { left: x * drawn.width, top: y * drawn.height, width: 0, height: 0 }
      // A pixel is rounded off at most.
      if (isInside(middle, kept)) expect(isInside(middle, grown(part, 1))).toBe(true)
    }),
  )
})

test('cuts where the Studio’s own previews cut', () => {
  const builder = createImageUrlBuilder({ projectId: 'p', dataset: 'd' })
  fc.assert(
    fc.property(
      picture,
      fc.constantFrom([1600, 900], [500, 500], [300, 400]),
      (drawn, [width = 1, height = 1]) => {
        const { crop, hotspot, asset } = pictureWith(drawn)
        const url = builder
          .image({
            asset: { _ref: `image-${sha1hash}-${drawn.width}x${drawn.height}-png` },
            ...(crop && { crop }),
            ...(hotspot && { hotspot: { ...hotspot, width: 0.2, height: 0.2 } }),
          })
          .size(width, height)
          .url()
        const rect = new URL(url).searchParams.get('rect')?.split(',').map(Number)
        const [left = 0, top = 0, cutWidth = asset.width, cutHeight = asset.height] = rect ?? []
        const part = shownPart(pictureWith(drawn), width / height)
        const [ours, theirs] = [
          [part.left, part.top, part.width, part.height],
          [left, top, cutWidth, cutHeight],
        ]
        for (const [index, value] of ours.entries()) {
          expect(Math.abs(value - (theirs[index] ?? 0)), `${ours} for ${theirs}`).toBeLessThanOrEqual(1)
        }
      },
    ),
  )
})

test('makes something of a crop that makes no sense', () => {
  const crop = { left: 0.9, right: 0.9, top: -1, bottom: 2 }
  const part = shownPart(pictureWith({ width: 100, height: 50, crop }), 1)
  expect(part).toEqual({ left: 90, top: 0, width: 1, height: 1 })
})

test('shows the side of a wide picture on which the hotspot lies', () => {
  const hotspot = { x: 0.9, y: 0.5 }
  expect(shownPart(pictureWith({ width: 1000, height: 500, hotspot }), 1)).toEqual({
    left: 500,
    top: 0,
    width: 500,
    height: 500,
  })
})

function isInside(inner: Part, outer: Part): boolean {
  return (
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.left + inner.width <= outer.left + outer.width &&
    inner.top + inner.height <= outer.top + outer.height
  )
}

function grown({ left, top, width, height }: Part, by: number): Part {
  return { left: left - by, top: top - by, width: width + 2 * by, height: height + 2 * by }
}
