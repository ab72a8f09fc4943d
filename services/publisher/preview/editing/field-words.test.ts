import { expect, test } from 'vitest'
import { fieldWords } from './field-words.ts'

function found(document: Record<string, unknown>) {
  return fieldWords({ _id: 'drafts.x', _type: 'article', ...document }).map(
    ({ path, text, kind }) => `${path} ${kind} ${text}`,
  )
}

test('names the field of all that a reader sees, and of nothing else', () => {
  expect(
    found({
      title: 'A title',
      slug: { current: 'a-title' },
      publishedAt: '2027',
      topics: ['Sleep'],
      image: { asset: { _ref: 'image-abc' }, alt: 'A window' },
      questions: [{ _key: 'q', question: 'Why?' }],
    }),
  ).toEqual([
    'title words A title',
    'topics[0] words Sleep',
    'image.alt picture A window',
    'questions[_key=="q"].question words Why?',
  ])
  expect(fieldWords({ _id: 'drafts.x', _type: 'article', title: 'T', slug: { current: 's' } })[0]).toEqual({
    id: 'x',
    type: 'article',
    path: 'title',
    text: 'T',
    kind: 'words',
    page: '/articles/s/',
  })
})

test('takes a paragraph as a whole, and by its longest piece', () => {
  const children = [
    { _type: 'span', _key: 'a', text: 'One ' },
    { _type: 'span', _key: 'b', text: 'and another' },
  ]
  expect(found({ body: [{ _type: 'block', _key: 'p', style: 'h2', children }] })).toEqual([
    'body[_key=="p"].children[_key=="a"].text words One and another',
    'body[_key=="p"].children[_key=="b"].text words and another',
  ])
})

test('finds numbers and addresses by where they lead', () => {
  const numbers = { callNumber: '+12125550123', textNumber: '+12125550123' }
  expect(found({ ...numbers, mapUrl: 'https://map.example/' })).toEqual([
    'callNumber link tel:+12125550123',
    'textNumber link sms:+12125550123',
    'mapUrl link https://map.example/',
  ])
})

test('knows the sentence that the site makes of an announcement', () => {
  const announcement = {
    _type: 'announcement',
    kind: 'groupStart',
    startDate: '2027-02-06',
    serviceTitle: 'Group',
  }
  expect(found(announcement)).toContain('startDate words Next Group starts February 6th')
})

test('reads whatever a draft is', () => {
  expect(fieldWords(null)).toEqual([])
  expect(found({ body: [null, { _type: 'block' }, 3], title: null })).toEqual([])
})
