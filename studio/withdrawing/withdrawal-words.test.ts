import { expect, test } from 'vitest'
import { draftsFate, farewell, fate, linksFate, startsFate, translationsFate } from './withdrawal-words.ts'

const service = {
  title: 'Ketamine infusions',
  path: '/services/ketamine/',
  isPublished: true,
  type: 'service',
}

test('says what becomes of links, of one or of many', () => {
  expect(linksFate(1, service)).toContain('One document refers to it. Its link will become plain words')
  expect(linksFate(3, service)).toContain('3 documents refer to it. Their links will become plain words')
  expect(linksFate(2, { ...service, title: 'Dana', type: 'person' })).toContain('2 documents name Dana.')
})

test('says that translations stay, and have no link to lose', () => {
  expect(translationsFate(1)).toContain('It stays on the site, as a page by itself.')
  expect(translationsFate(2)).toContain('2 pages are its translations. They stay on the site')
})

test('says what becomes of group starts and of drafts', () => {
  expect(startsFate('unpublish', 1)).toContain(
    'One group start comes off the site with it, and stays here as a',
  )
  expect(startsFate('delete', 2)).toContain('2 group starts are deleted with it.')
  expect(draftsFate(2)).toContain('2 drafts refer to it. Patients do not see them.')
})

test('says what becomes of the document, and of an old address that is withdrawn', () => {
  expect(fate('unpublish', service)).toBe('It stays here as a draft. Publish it again whenever you like.')
  expect(fate('delete', service)).toContain('“Recently deleted” keeps it for 90 days')
  expect(fate('delete', { ...service, isPublished: false })).toContain('It was not on the site.')
  expect(fate('delete', { ...service, type: 'redirect' })).toContain('then find no page')
})

test('says afterwards where visitors go', () => {
  expect(farewell('unpublish', service, 'Esketamine')).toBe(
    '“Ketamine infusions” is off the site. Visitors of /services/ketamine/ are sent to “Esketamine”.',
  )
  expect(farewell('delete', service, 'gone')).toContain('are told that the page is gone')
  expect(farewell('delete', { ...service, path: null }, null)).toBe('“Ketamine infusions” is deleted.')
})
