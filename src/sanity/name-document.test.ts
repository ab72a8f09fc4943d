import { expect, test } from 'vitest'
import { article, published, snapshotFrom } from '#tests/fixtures/published.ts'
import { nameDocument } from './name-document.ts'

test('documents are named as staff know them, those of a type that is gone by their title', () => {
  const { documents } = snapshotFrom(published({ article: [article('sleep')] }))
  const names = new Map(documents.map(record => [record.id, nameDocument(record)]))
  expect(names.get('sleep')).toBe('“Title of sleep” (Articles)')
  expect(names.get('siteSettings')).toBe('“Settings”')

  const [record] = documents.filter(({ id }) => id === 'sleep')
  expect(record && nameDocument({ ...record, type: 'story' })).toBe('“Title of sleep”')
  expect(record && nameDocument({ ...record, content: null })).toBe('“Untitled article” (Articles)')
})
