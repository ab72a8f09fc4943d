import { expect, test } from 'vitest'
import { isNotModified, takesBrotli } from './negotiate.ts'

test.each([
  [undefined, false],
  ['', false],
  ['identity', false],
  ['gzip', false],
  ['GZIP, BR', true],
  ['br;q=0.1, gzip;q=1', true],
  ['br;q=0, gzip', false],
  ['*', true],
  ['*;q=0', false],
  ['br;q=0, *', false],
  ['brotli, xgzip', false],
])('“%s” takes Brotli: %s', (accept, expected) => {
  expect(takesBrotli(accept)).toBe(expected)
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
