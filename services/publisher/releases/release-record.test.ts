import { expect, test } from 'vitest'
import { fileRecord } from './release-record.ts'

test('reads the record of a file that an older version wrote', () => {
  const facts = { hash: 'a', size: 1, status: 200, contentType: 'text/html', encodings: {}, refersTo: [] }
  const record = { ...facts, csp: null, dependencies: ['settings'] }
  expect(fileRecord.parse({ ...facts, csp: null, reads: ['settings'] })).toEqual(record)
  expect(fileRecord.parse(record)).toEqual(record)
})
