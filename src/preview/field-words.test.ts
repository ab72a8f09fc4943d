import { expect, test } from 'vitest'
import { fieldWords } from './field-words.ts'

const none: ReadonlySet<string> = new Set()

function wordsOf(document: unknown, published = none) {
  return fieldWords(document, published, 'America/New_York')
}

function found(document: Record<string, unknown>) {
  return wordsOf({ _id: 'drafts.x', _type: 'article', ...document }).map(
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
  expect(wordsOf({ _id: 'drafts.x', _type: 'article', title: 'T', slug: { current: 's' } })[0]).toEqual({
    id: 'x',
    type: 'article',
    name: 'this article',
    path: 'title',
    text: 'T',
    kind: 'words',
    pages: ['/articles/s/'],
    isUnpublished: true,
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

test('knows what the site makes of fields, and which field to change', () => {
  const announcement = {
    _type: 'announcement',
    kind: 'groupStart',
    startDate: '2027-02-06',
    serviceTitle: 'Group',
  }
  expect(found(announcement)).toEqual([
    'startDate words Next Group starts February 6th',
    'startDate item /calendar/x.ics',
  ])
  expect(
    found({ ...announcement, message: 'Two places left', cancelledUntil: '2027-02-07T05:00:00Z' }),
  ).toContain('startDate words Group on February 6th is cancelled')
  expect(
    found({ lastReviewed: '2027-01-05', reviewIntervalMonths: 6, publishedAt: '2027-01-02T03:00:00Z' }),
  ).toEqual(
    expect.arrayContaining([
      'lastReviewed words January 5, 2027',
      'reviewIntervalMonths words July 5, 2027',
      'publishedAt words January 1, 2027',
    ]),
  )
  const hours = [{ days: ['Monday', 'Tuesday'], opens: '09:00', closes: '17:00' }]
  expect(found({ _type: 'siteSettings', openingHours: hours })).toContain('openingHours words 9 AM to 5 PM')
  expect(found({ _type: 'person', name: 'Ada Okafor', credentials: 'MD' })).toContain(
    'name words Ada Okafor, MD',
  )
  expect(found({ _type: 'service', title: 'TMS', regulatoryStatus: 'fdaCleared' })).toContain(
    'regulatoryStatus words FDA-cleared device for this use',
  )
})

test.each([
  [{ _type: 'service', isGroup: true }, 'this group'],
  [{ _type: 'service' }, 'this service'],
  [{ _type: 'announcement', kind: 'groupStart' }, 'this group start'],
  [{ _type: 'announcement', kind: 'closure' }, 'this closure'],
  [{ _type: 'page', kind: 'notice' }, 'this notice'],
  [{ _type: 'siteSettings' }, 'the settings'],
])('calls %j %s, as staff do', (document, name) => {
  expect(wordsOf({ _id: 'x', title: 'Words', ...document })[0]?.name).toBe(name)
})

test('knows the pages on which words stand, and whether patients have the document', () => {
  const group = { _id: 'g', _type: 'service', isGroup: true, title: 'Group', slug: { current: 'group' } }
  const questions = [{ _key: 'q', question: 'Why?' }]
  const [title, question] = wordsOf({ ...group, questions }, new Set(['g']))
  expect([title?.pages, title?.isUnpublished]).toEqual([['/services/group/'], false])
  expect(question?.pages).toEqual(['/services/group/', '/group-therapy/'])
  expect(wordsOf({ _id: 'homePage', _type: 'homePage', heading: 'Hello' })[0]?.pages).toEqual(['/'])
  expect(wordsOf({ _id: 'p', _type: 'person', name: 'Ada' })[0]?.pages).toBeNull()
})

test('reads whatever a draft is', () => {
  expect(wordsOf(null)).toEqual([])
  expect(found({ body: [null, { _type: 'block' }, 3], title: null })).toEqual([])
})
