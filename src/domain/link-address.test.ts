import { expect, test } from 'vitest'
import { sourceHref } from '#portable-text/sources.ts'
import { linkAddressFault, webHref } from './link-address.ts'

test.each(['https://clinic.example/a', 'http://clinic.example', 'HTTPS://clinic.example/'])(
  'a page may lead to %s',
  address => {
    expect(webHref(address)).toBe(address)
    expect(linkAddressFault(address)).toBeNull()
  },
)

test('an address pasted with spaces around it leads where it does without', () => {
  expect(webHref(' https://clinic.example/a\n')).toBe('https://clinic.example/a')
})

test.each([
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' java\tscript:alert(1)',
  'data:text/html,x',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'ftp://clinic.example/',
  'clinic.example',
  '',
])('no page leads to “%s”, whenever it was taken in', address => {
  expect(webHref(address)).toBeNull()
  expect(linkAddressFault(address)).not.toBeNull()
  expect(sourceHref({ doi: null, url: address })).toBe('')
})

test('half a character in a DOI does not keep its page from being made', () => {
  expect(sourceHref({ doi: '10.1000/a\ud800b', url: null })).toBe('https://doi.org/10.1000/a%EF%BF%BDb')
})
