import { expect, test } from 'vitest'
import { keptSize } from './kept-size.ts'

const asset = { _ref: `image-${'a'.repeat(40)}-2000x1000-jpg` }

test('a picture is as large as its file, or as what the crop keeps of it', () => {
  expect(keptSize({ asset })).toEqual({ width: 2000, height: 1000 })
  const crop = { left: 0.25, right: 0.25, top: 0.1, bottom: 0 }
  expect(keptSize({ asset, crop })).toEqual({ width: 1000, height: 900 })
})

test.each([undefined, {}, { asset: {} }, { asset: { _ref: 'image-lost' } }])('%j is no picture', picture => {
  expect(keptSize(picture)).toBeNull()
})
