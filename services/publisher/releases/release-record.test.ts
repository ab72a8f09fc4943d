import { expect, test } from 'vitest'
import { fileRecord } from './release-record.ts'

test.each([
  [{}, null],
  [{ br: 300, gzip: 320 }, 300],
])('reads the record of a file that an older version wrote, with variants %o', (encodings, brotliSize) => {
  const facts = { hash: 'a', size: 1, status: 200, contentType: 'text/html', refersTo: [], csp: null }
  const record = { ...facts, brotliSize, dependencies: ['settings'] }
  expect(fileRecord.parse({ ...facts, encodings, reads: ['settings'] })).toEqual(record)
  expect(fileRecord.parse(record)).toEqual(record)
})
