import { expect, test } from 'vitest'
import { findReviewer } from './find-reviewer.ts'

const reviewers = [
  { id: 'p1', name: 'Maren Holloway', credentials: 'MD' },
  { id: 'p2', name: 'Tobias Lindgren', credentials: 'MD' },
  { id: 'p3', name: 'José Álvarez', credentials: 'PhD' },
]

test.each([
  [{ name: 'Maren Holloway' }, 'p1'],
  [{ name: 'Dr. Maren J. Holloway, MD' }, 'p1'],
  [{ name: 'Front desk', email: 'tobias.lindgren@example.com' }, 'p2'],
  [{ name: 'Jose Alvarez' }, 'p3'],
  [{ name: 'Holloway' }, undefined],
  [{ name: 'Dana Whitfield', email: 'dana@example.com' }, undefined],
])('%o is who is signed in: %s', (user, id) => {
  expect(findReviewer(user, reviewers)?.id).toBe(id)
})

test('nobody is chosen where two have the name, where nobody is signed in, or without credentials', () => {
  const twins = [...reviewers, { id: 'p4', name: 'Maren Holloway', credentials: 'MD' }]
  expect(findReviewer({ name: 'Maren Holloway' }, twins)).toBeNull()
  expect(findReviewer(null, reviewers)).toBeNull()
  const desk = { id: 'p5', name: 'Kim Lee', credentials: null }
  expect(findReviewer({ name: 'Kim Lee' }, [desk])).toBeNull()
})
