import { expect, test } from 'vitest'
import { toOwnPath } from './entrance.ts'

test('redirects to a page of the preview, with its query', () => {
  expect(toOwnPath('/articles/x/?at=2027-02-06')).toBe('/articles/x/?at=2027-02-06')
  expect(toOwnPath('team/')).toBe('/team/')
})

test.each([
  null,
  '',
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '/.//evil.example/',
  'javascript:alert(1)',
  'http://[',
])('leads home instead of to %s', text => {
  expect(toOwnPath(text)).toBe('/')
})
