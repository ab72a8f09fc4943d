import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { seedFolder } from '#services/start/seed.ts'
import { checkWriting } from '#studio/writing-help/check-writing.ts'
import type { Facts } from '#studio/writing-help/finding.ts'
import { writtenTypes } from '#studio/writing-help/passages.ts'
import { readingGrade } from '#studio/writing-help/text/reading-grade.ts'
import { readSeed } from '../fixtures/seed.ts'
import { isObject, objectsOf, paragraphsOf, walk, wordsOf } from '../fixtures/walk.ts'

const now = Temporal.Instant.from('2026-11-29T17:00:00Z')
const documents = readSeed(now)
const byId = new Map(documents.map(document => [document._id, document]))

test('no id is used twice, and every id can be imported and published', () => {
  expect(byId.size).toBe(documents.length)
  for (const id of byId.keys()) expect(id).toMatch(/^[A-Za-z0-9-]+$/)
})

test('every reference leads to a document of the seed', () => {
  const targets = objectsOf(documents, 'reference').map(({ _ref }) => _ref)
  expect(targets.length).toBeGreaterThan(50)
  expect(targets.filter(target => !byId.has(String(target)))).toEqual([])
})

test('every object in an array has a key of its own there', () => {
  const faults = documents.flatMap(document =>
    [...walk(document)].filter(({ value }) => {
      if (!Array.isArray(value)) return false
      const objects = value.filter(isObject)
      return new Set(objects.map(({ _key }) => _key ?? 'missing')).size !== objects.length
    }),
  )
  expect(faults.map(({ path }) => path)).toEqual([])
})

test('every address of a page is used once', () => {
  const addresses = documents
    .filter(({ slug }) => slug)
    .map(({ _type, slug }) => `${_type}/${isObject(slug) ? slug.current : ''}`)
  expect(new Set(addresses).size).toBe(addresses.length)
})

test('every picture is there, used, and described', async () => {
  const used = objectsOf(documents, 'imageWithAlt')
  const names = used.map(({ _sanityAsset }) => String(_sanityAsset).replace('image@file://./images/', ''))
  expect([...new Set(names)].toSorted()).toEqual((await readdir(join(seedFolder, 'images'))).toSorted())
  for (const { alt } of used) expect(String(alt).length).toBeGreaterThan(20)
})

test('people have no photo: a made-up face would be a lie', () => {
  expect(documents.filter(({ _type, photo }) => _type === 'person' && photo)).toEqual([])
})

test('a study is cited in the same words wherever it is, and by its DOI', () => {
  const byDoi = new Map<unknown, unknown>()
  for (const { _key, ...citation } of objectsOf(documents, 'citation')) {
    expect(citation.doi).toMatch(/^10\.\d{4}/)
    expect(citation).toEqual(byDoi.get(citation.doi) ?? citation)
    byDoi.set(citation.doi, citation)
  }
  expect(byDoi.size).toBeGreaterThan(5)
})

test('the numbers to call and text are in the settings alone', () => {
  const texts = documents
    .filter(({ _type }) => _type !== 'siteSettings')
    .flatMap(document => [...walk(document)])
    .filter(({ value }) => typeof value === 'string' && /\d{3}\D{0,2}\d{3}\D{0,2}\d{4}\b/.test(value))
    .filter(({ path }) => !path.endsWith('doi'))
  expect(texts).toEqual([])
})

test('the home page carries three highlights, each with a link', () => {
  const highlights = objectsOf(byId.get('homePage'), 'highlight')
  expect(highlights).toHaveLength(3)
  for (const { link } of highlights) expect(link).toMatchObject({ _type: 'reference' })
})

test.each(
  documents.filter(({ _type }) => _type === 'article').map(article => [article._id, article] as const),
)('%s reads easily', (_id, article) => {
  expect(readingGrade(paragraphsOf(article.body))).toBeLessThan(8.5)
})

test('words about a study name it', () => {
  const aboutStudy = /\b\d+ in 100\b|\bstud(?:y|ies) (?:of|with|compared|followed)\b|\btrial with\b/i
  const blocks = documents.flatMap(document => objectsOf(document, 'block'))
  const bare = blocks
    .filter(block => aboutStudy.test(wordsOf(block)) && objectsOf(block, 'citation').length === 0)
    .map(wordsOf)
  expect(bare).toEqual([])
})

const settings = byId.get('siteSettings')
const facts: Facts = {
  services: documents
    .filter(({ _type }) => _type === 'service')
    .map(({ _id, title, regulatoryStatus }) => ({
      id: _id,
      title: `${title}`,
      status: `${regulatoryStatus}`,
    })),
  titles: new Map(documents.map(({ _id, title, name }) => [_id, `${title ?? name}`])),
  clinicNumbers: [`${settings?.callNumber}`],
  today: '2026-11-29',
}

test.each(
  documents.filter(({ _type }) => writtenTypes.includes(_type)).map(each => [each._id, each] as const),
)('the writing help finds nothing to say about %s', (_id, document) => {
  expect(checkWriting(document, facts).sections.flatMap(({ findings }) => findings)).toEqual([])
})
