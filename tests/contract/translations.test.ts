import { afterAll, beforeAll, expect, test } from 'vitest'
import { overviewQuery, parseOverview } from '#studio/documents/overview.ts'
import { overviewParams } from '#studio/documents/overview-params.ts'
import { originalFilter } from '#studio/schemaTypes/objects/language.ts'
import { reference } from '../fixtures/portable-text.ts'
import { startTestLake, type TestLake } from './content-lake-fixture.ts'
import { studioMarks } from './studio-forms.ts'
import { wholeDocument } from './whole-documents.ts'

let lake: TestLake

beforeAll(async () => {
  lake = await startTestLake()
  const client = lake.client()
  const of = (id: string) => ({ translationOf: reference(id) })
  await client.create({ _id: 'english', _type: 'article', title: 'English' })
  await client.create({ _id: 'drafts.draft', _type: 'article', title: 'Draft' })
  await client.create({ _id: 'spanish', _type: 'article', title: 'Otra', language: 'es' })
  await client.create({ _id: 'a-page', _type: 'page', title: 'Page' })
  await client.create({ _id: 'french', _type: 'article', title: 'Autre', language: 'fr', ...of('english') })
  await client.create({ _id: 'english-again', _type: 'article', title: 'Again', ...of('spanish') })
  await client.create({
    _id: 'drafts.pt',
    _type: 'article',
    title: 'Rascunho',
    language: 'pt',
    ...of('english'),
  })
  await client.create({
    _id: 'of-known',
    _type: 'article',
    title: 'Tradução',
    language: 'pt',
    ...of('known'),
  })
})
afterAll(() => lake[Symbol.asyncDispose]())

/** What the form says of an article that translates the one with the id. */
async function faultsOf(original: string, fields: Record<string, unknown> = {}): Promise<string[]> {
  const document = {
    ...wholeDocument('article', false),
    language: 'es',
    translationOf: reference(original),
    ...fields,
  }
  const marks = await studioMarks(document, lake.client(), () => true)
  return marks.flatMap(({ level, path, message }) =>
    level === 'error' && path[0] === 'translationOf' ? [message] : [],
  )
}

test.each([
  ['what is in English', 'english', {}],
  ['a draft', 'draft', {}],
  ['what has a translation into another language', 'english', { language: 'de' }],
  ['what is in a third language', 'spanish', { language: 'fr' }],
])('the form lets an article be the translation of %s', async (_, original, fields) => {
  expect(await faultsOf(original, fields)).toEqual([])
})

test.each([
  ['itself', 'the-document', {}, 'the page itself'],
  ['another kind of document', 'a-page', {}, 'same kind'],
  ['what is in the same language', 'spanish', {}, 'in Spanish too'],
  ['a translation', 'french', {}, 'a translation itself'],
  [
    'what has a translation into this language',
    'english',
    { language: 'fr' },
    '“Autre” is its translation into French',
  ],
  ['what has a draft of one', 'english', { language: 'pt' }, '“Rascunho” is its translation'],
  [
    'anything, while it is an original itself',
    'english',
    { _id: 'known' },
    '“Tradução” is a translation of this page',
  ],
])('the form refuses the translation of %s, and says why', async (_, original, fields, reason) => {
  expect(await faultsOf(original, fields)).toEqual([expect.stringContaining(reason)])
})

test('the form offers each page that the article can translate, and none that is a translation', async () => {
  const offers = async (language: string) => {
    const { filter, params } = originalFilter({ document: { language } })
    const query = `*[_type == "article" && (${filter})] | order(_id)._id`
    return lake.client().fetch<string[]>(query, params, { perspective: 'raw' })
  }
  expect(await offers('es')).toEqual(['drafts.draft', 'english', 'english-again'])
  expect(await offers('de')).toEqual(['drafts.draft', 'english', 'english-again', 'spanish'])
})

test('the desk knows which services are translations', async () => {
  await using own = await startTestLake()
  const client = own.client()
  const fields = { _type: 'service', translationOf: reference('group') }
  await client.create({ _id: 'grupo', ...fields, language: 'es' })
  await client.create({ _id: 'english-again', ...fields })
  const params = overviewParams(Temporal.Now.instant())
  const { services } = parseOverview(await client.fetch(overviewQuery, params, { perspective: 'raw' }))
  expect(services.toSorted((a, b) => a.id.localeCompare(b.id))).toMatchObject([
    { id: 'english-again', originalId: null },
    { id: 'grupo', originalId: 'group' },
  ])
})

test('what an article without a language of its own translated before is not looked at', async () => {
  expect(await faultsOf('spanish', { language: undefined })).toEqual([])
})

test('a text with one language twice is marked where it comes again', async () => {
  const block = (_key: string, language: string) => {
    const text = [
      { _type: 'block', _key: 'b', style: 'normal', children: [{ _type: 'span', _key: 's', text: 'Hola' }] },
    ]
    return { _key, _type: 'languageBlock', language, text }
  }
  const body = [block('a', 'es'), block('b', 'fr'), block('c', 'es')]
  const marks = await studioMarks({ ...wholeDocument('page', false), body }, lake.client(), () => true)
  expect(marks.filter(({ level }) => level === 'error')).toMatchObject([{ path: ['body', 2, 'language'] }])
})
