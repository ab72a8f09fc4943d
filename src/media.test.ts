import { expect, test } from 'vitest'
import { image } from '../tests/fixtures/published.ts'
import { image as imageContract } from './content/fields.ts'
import { pictureOf, renditionsOf } from './media.ts'

test('offers a picture at each width up to its own, never larger', () => {
  const widths = renditionsOf(imageContract.parse(image())).map(({ width }) => width)
  expect(widths).toEqual([320, 640, 960, 1000])
})

test('cuts a picture where staff cropped it', () => {
  const crop = { left: 0.1, right: 0.2, top: 0, bottom: 0.5 }
  const [first] = renditionsOf(imageContract.parse(image({ crop })))
  expect(first?.extract).toEqual({ left: 100, top: 0, width: 700, height: 250 })
})

test('gives a page the size of the picture as it is cropped, so that nothing moves when it loads', () => {
  const { width, height, srcset } = pictureOf(imageContract.parse(image()))
  expect([width, height]).toEqual([1000, 500])
  expect(srcset.split(', ')).toHaveLength(4)
})

test('names the files of two crops of one picture differently', () => {
  const crop = { left: 0.1, right: 0.2, top: 0, bottom: 0.5 }
  const whole = renditionsOf(imageContract.parse(image())).map(({ path }) => path)
  const part = renditionsOf(imageContract.parse(image({ crop }))).map(({ path }) => path)
  expect(whole.filter(path => part.includes(path))).toEqual([])
})
