import { expect, test } from 'vitest'
import { isNotModified, pickEncoding } from './negotiate.ts'

const both = { br: 100, gzip: 120 }

test.each([
  [undefined, null],
  ['', null],
  ['identity', null],
  ['gzip', 'gzip'],
  ['GZIP, BR', 'br'],
  ['br;q=0.1, gzip;q=1', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['*', 'br'],
  ['*;q=0', null],
  ['br;q=0, *', 'gzip'],
  ['brotli, xgzip', null],
])('with “%s” answers %s', (accept, encoding) => {
  expect(pickEncoding(accept, both)).toBe(encoding)
})

test('never picks a variant that does not exist', () => {
  expect(pickEncoding('br, gzip', { gzip: 120 })).toBe('gzip')
  expect(pickEncoding('br, gzip', {})).toBe(null)
})

test.each([
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ['*', true],
  ['"b"', false],
  ['a', false],
  [undefined, false],
])('a client that has %s has “"a"”: %s', (tags, expected) => {
  expect(isNotModified(tags, '"a"')).toBe(expected)
})
