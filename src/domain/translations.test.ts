import { expect, test } from 'vitest'
import { findOriginalFault } from './translations.ts'

const spanish = { _type: 'article', language: 'es' }

test.each([
  ['one in the language of the site', { _type: 'article', language: null }],
  ['one in a third language', { _type: 'article', language: 'fr' }],
  // The form hides the field, and keeps what was in it.
  ['one that was a translation before', { _type: 'article', language: null, translationOf: 'other' }],
])('a Spanish article can translate %s', (_, original) => {
  expect(findOriginalFault(spanish, original)).toBeNull()
})

test.each([
  ['another kind of document', { _type: 'page', language: null }, 'same kind'],
  ['what is in Spanish itself', { _type: 'article', language: 'es' }, 'in Spanish too'],
  ['a translation', { _type: 'article', language: 'fr', translationOf: 'other' }, 'a translation itself'],
])('a Spanish article does not translate %s', (_, original, reason) => {
  expect(findOriginalFault(spanish, original)).toContain(reason)
})
