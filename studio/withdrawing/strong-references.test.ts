import { expect, test } from 'vitest'
import { referringFields, weakened } from './strong-references.ts'

const link = { _key: 'm', _type: 'internalLink', target: { _type: 'reference', _ref: 'gone' } }
const article = {
  _id: 'a',
  _type: 'article',
  author: { _type: 'reference', _ref: 'gone' },
  reviewer: { _type: 'reference', _ref: 'other' },
  body: [{ _key: 'b"1', _type: 'block', markDefs: [link], children: [] }],
  related: [
    { _key: 'r', _type: 'reference', _ref: 'gone', _weak: true },
    { _type: 'reference', _ref: 'gone' },
  ],
}

test('names each strong reference by the keys on the way to it, and leaves weak ones and others alone', () => {
  expect(weakened(article, 'gone')).toEqual({
    'author._weak': true,
    'body[_key=="b\\"1"].markDefs[_key=="m"].target._weak': true,
    'related[1]._weak': true,
  })
})

test('lists each field that refers to another document once', () => {
  expect(referringFields(article, 'gone')).toEqual(['author', 'body', 'related'])
  expect(referringFields(article, 'nobody')).toEqual([])
})
