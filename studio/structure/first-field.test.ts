import { expect, test } from 'vitest'
import { findFirstField } from './first-field.ts'

const names = ['title', 'slug']

test('begins a new form with its first field', () => {
  expect(findFirstField({ _type: 'article' }, names)).toBe('title')
})

test('begins a group start with its date once its group is known, any other announcement with its sentence', () => {
  const service = { _ref: 'service-group-therapy' }
  expect(findFirstField({ _type: 'announcement', kind: 'groupStart', service }, names)).toBe('startDate')
  expect(findFirstField({ _type: 'announcement', kind: 'groupStart' }, names)).toBe('service')
  expect(findFirstField({ _type: 'announcement', kind: 'closure' }, names)).toBe('message')
})

test('leaves the cursor alone in a form that is saved, or not filled in yet', () => {
  expect(findFirstField({ _type: 'article', _createdAt: '2026-11-29T10:00:00Z' }, names)).toBeUndefined()
  expect(findFirstField({ _type: 'announcement' }, names)).toBeUndefined()
})
