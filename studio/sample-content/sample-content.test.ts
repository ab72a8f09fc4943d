import { expect, test } from 'vitest'
import { readingGrade } from '../writing-help/text/reading-grade.ts'
import { sampleContent } from './index.ts'
import { paragraphsOf, wordsOf } from './paragraphs.ts'
import { pictures } from './pictures.ts'
import { sources } from './sources.ts'
import { isObject, objectsOf, walk } from './walk.ts'

const now = Temporal.Instant.from('2026-11-23T14:00:00Z')
const documents = sampleContent(now)
const byId = new Map(documents.map(document => [document._id, document]))

test('the same instant gives the same documents', () => {
  expect(sampleContent(now)).toEqual(documents)
})

test('no id is used twice, and every id can be imported and published', () => {
  expect(byId.size).toBe(documents.length)
  for (const id of byId.keys()) expect(id).toMatch(/^[A-Za-z0-9-]+$/)
})

test('every reference leads to a document of the set', () => {
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

test('every picture is drawn by us, used, and described', () => {
  const used = objectsOf(documents, 'imageWithAlt')
  const names = used.map(({ _sanityAsset }) => /images\/(.+)\.jpg$/.exec(String(_sanityAsset))?.[1])
  expect(new Set(names)).toEqual(new Set(Object.keys(pictures)))
  for (const { alt } of used) expect(String(alt).length).toBeGreaterThan(20)
})

test('only the studies of the list are cited, and each of them is', () => {
  const cited = new Set(objectsOf(documents, 'citation').map(({ doi }) => doi))
  expect(cited).toEqual(new Set(Object.values(sources).map(({ doi }) => doi)))
})

test('the numbers to call and text stand in the settings alone', () => {
  const texts = documents
    .filter(({ _type }) => _type !== 'siteSettings')
    .flatMap(document => [...walk(document)])
    .filter(({ value }) => typeof value === 'string' && /\d{3}\D{0,2}\d{3}\D{0,2}\d{4}\b/.test(value))
    .filter(({ path }) => !path.endsWith('doi'))
  expect(texts).toEqual([])
})

test('the home page carries the three highlights', () => {
  expect(byId.get('homePage')?.highlights).toMatchObject([
    { citation: { doi: sources.carpenter2012.doi }, link: { _ref: 'service-tms' } },
    { heading: 'Are you interested in group therapy?', link: { _ref: 'service-group-therapy' } },
    { citation: { doi: sources.best2019.doi }, showCallToAction: true },
  ])
})

test('the ketamine article has its four numbered sections', () => {
  const headings = objectsOf(byId.get('article-how-ketamine-works'), 'block')
    .filter(({ style }) => style === 'numberedHeading')
    .map(wordsOf)
  expect(headings).toEqual([
    'NMDA receptor modulation',
    'Synaptic connectivity and neuroplasticity',
    'Rapid relief and the glutamate hypothesis',
    'Involvement of the default mode network',
  ])
})

test.each(
  documents.filter(({ _type }) => _type === 'article').map(document => [document._id, document] as const),
)('%s reads easily', (_id, document) => {
  expect(readingGrade(paragraphsOf(document.body))).toBeLessThan(8.5)
})

test('whatever tells of a study names it', () => {
  const tellsOfStudy = /\b\d+ in 100\b|\bstud(?:y|ies) (?:of|with|compared|followed)\b|\btrial with\b/i
  const blocks = documents.flatMap(document => objectsOf(document, 'block'))
  const bare = blocks
    .filter(block => tellsOfStudy.test(wordsOf(block)) && objectsOf(block, 'citation').length === 0)
    .map(wordsOf)
  expect(bare).toEqual([])
})
