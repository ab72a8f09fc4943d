import { expect, test } from 'vitest'
import { corpus } from './corpus.ts'

const now = Temporal.Instant.from('2026-11-23T14:00:00Z')

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (typeof value !== 'object' || value === null) return []
  const own = '_ref' in value ? [String(value._ref)] : []
  return [...own, ...Object.values(value).flatMap(referencesIn)]
}

test('makes as many articles as it is asked for, and the same ones each time', () => {
  const documents = [...corpus(250, now)].flat()
  expect(documents.filter(({ _type }) => _type === 'article')).toHaveLength(250)
  expect([...corpus(250, now)].flat()).toEqual(documents)
})

test('refers to nothing beyond a batch and the ones before it', () => {
  const known = new Set<string>()
  for (const batch of corpus(250, now)) {
    for (const { _id } of batch) known.add(_id)
    expect(batch.flatMap(referencesIn).filter(id => !known.has(id))).toEqual([])
  }
})

test('makes articles of about 19 kB', () => {
  const sizes = [...corpus(107, now)]
    .flat()
    .filter(({ _id }) => _id.startsWith('article-reading-'))
    .map(document => JSON.stringify(document).length)
  const average = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
  expect(average).toBeGreaterThan(17_500)
  expect(average).toBeLessThan(21_000)
})

test('gives every item of a list a key of its own, and marks the definitions they name', () => {
  const text = JSON.stringify([...corpus(107, now)].flat().at(-1))
  const keys = [...text.matchAll(/"_key":"([0-9a-f]{12})"/g)].map(match => match[1])
  expect(new Set(keys).size).toBe(keys.length)
  const marks = [...text.matchAll(/"marks":\["([0-9a-f]{12})"\]/g)].map(match => match[1])
  expect(marks.length).toBeGreaterThan(5)
  expect(marks.filter(mark => !keys.includes(mark))).toEqual([])
})
