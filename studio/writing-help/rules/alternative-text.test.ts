import { expect, test } from 'vitest'
import { find, wordsFound } from '../writing-fixture.ts'
import { alternativeText } from './alternative-text.ts'

const found = (alt: string, caption?: string) => find(alternativeText, [], { image: { alt, caption } })

test.each(['IMG_2044', 'waiting-room.jpg', 'brain', 'Picture of a waiting room with plants'])(
  '“%s” does not help those who cannot see the picture',
  alt => {
    expect(found(alt)).toHaveLength(1)
  },
)

test('a sentence about what is to be seen is fine, and a missing one is an error of the form already', () => {
  const fine = 'Two chairs by a window, and a picture of the sea on the wall.'
  expect(wordsFound(alternativeText, [], { image: { alt: fine } })).toEqual([])
  expect(wordsFound(alternativeText, [], { image: {} })).toEqual([])
})

test('“image of” can be cut off in one press', () => {
  expect(found('An image of two chairs by a window.')[0]?.fix?.changes).toEqual([
    { kind: 'set', path: ['image', 'alt'], value: 'Two chairs by a window.' },
  ])
})

test('a caption that says the same is no alternative', () => {
  expect(found('Two chairs by a window.', 'Two chairs by a window.')).toHaveLength(1)
})
