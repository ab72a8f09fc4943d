import { createSchema } from 'sanity'
import { expect, test } from 'vitest'
import { firstHomePage, firstSettings } from '#studio/documents/first-values.ts'
import { schemaTypes } from '#studio/schemaTypes/index.ts'
import { emptyNeeds, needsInWords, publishNeeds } from './publish-needs.ts'

const article = {
  fields: [
    { name: 'title', type: { title: 'Title' } },
    { name: 'body', type: { title: 'Text', of: [{ name: 'block' }] } },
    {
      name: 'image',
      type: { title: 'Picture', fields: [{ name: 'alt', type: { title: 'What the picture shows' } }] },
    },
    { name: 'author', type: { title: 'Author' } },
  ],
}
const document = {
  body: [
    { _key: 'a', _type: 'block' },
    { _key: 'b', _type: 'imageWithAlt' },
  ],
}

test('names what is missing in the order of the form, each field once, advice left out', () => {
  const needs = publishNeeds(
    article,
    [
      { level: 'error', path: ['author'] },
      { level: 'error', path: ['image', 'alt'] },
      { level: 'error', path: ['body', { _key: 'b' }, 'alt'] },
      { level: 'error', path: ['body', { _key: 'b' }] },
      { level: 'warning', path: ['title'] },
    ],
    document,
  )
  expect(needs.map(({ title }) => title)).toEqual(['Text', 'Picture › What the picture shows', 'Author'])
  expect(needs[0]?.path).toEqual(['body', { _key: 'b' }, 'alt'])
  expect(needsInWords(needs)).toBe(
    'To publish, fill in or correct: Text, Picture › What the picture shows, Author',
  )
})

test('counts what would be too much to name', () => {
  const needs = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'].map(title => ({ title, path: [title] }))
  expect(needsInWords(needs)).toBe('To publish, fill in or correct: One, Two, Three, Four and 2 more')
})

test.each([
  [
    firstSettings('siteSettings'),
    [
      'Name of the clinic',
      'The clinic in one sentence',
      'Number to call',
      'Number to text',
      'Address',
      'Opening hours',
    ],
  ],
  [firstHomePage('homePage'), ['Opening words', 'Introduction']],
])('of a form that nobody has touched, all that it needs is named', (document, titles) => {
  const type = createSchema({ name: 'default', types: schemaTypes }).get(document._type)
  if (!type || !('fields' in type)) throw new Error(`There is no form of ${document._type}.`)
  expect(emptyNeeds(type, document).map(({ title }) => title)).toEqual(titles)
})
