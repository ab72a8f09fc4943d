import { expect, test } from 'vitest'
import type { SearchPage } from './block-format.ts'
import { createSearchIndex } from './find.ts'

function page(title: string, fields: Partial<SearchPage> = {}): SearchPage {
  const path = `/${title.toLowerCase().replaceAll(' ', '-')}/`
  return { path, title, summary: 'About it.', kind: 'Article', sections: [], topics: [], ...fields }
}

/** What is found in pages that have these words in their texts. */
function searchIn(...texts: [page: SearchPage, words: string][]) {
  const index = createSearchIndex()
  for (const [page, words] of texts) {
    index.add({ pages: [page], words: words.split(' ').filter(Boolean).toSorted().join(' 0\n').concat(' 0') })
  }
  return {
    titles: (query: string) => index.find(query).hits.map(({ page }) => page.title),
    find: (query: string) => index.find(query),
  }
}

const clinic = searchIn(
  [page('Ketamine infusions', { kind: 'Service', topics: ['Depression'] }), 'bladder nurse drive'],
  [page('How ketamine works', { summary: 'What it does in the brain.' }), 'bladder synapse medicine'],
  [
    page('Group Therapy', { kind: 'Group', sections: [{ id: 'questions', text: 'Will my insurance pay?' }] }),
    'talk',
  ],
  [page('Good-faith estimate', { kind: 'Notice', summary: 'What your care will cost.' }), 'bill'],
)

test('a word of a page’s text finds it, and the result names the word', () => {
  const { hits } = clinic.find('nurses')
  expect(hits.map(({ page, inText }) => [page.title, inText])).toEqual([['Ketamine infusions', ['nurse']]])
})

test('a word in a title weighs more than one in a text', () => {
  const { titles } = searchIn([page('Daily life'), 'sleep'], [page('Better sleep'), 'daily'])
  expect(titles('sleep')).toEqual(['Better sleep', 'Daily life'])
})

test('the beginning of a word is enough', () => {
  expect(clinic.titles('keta')).toEqual(['Ketamine infusions', 'How ketamine works'])
})

test('a slip of the pen is read as the nearest word, and the reader sees which', () => {
  const found = clinic.find('ketemine')
  expect(found.hits.length).toBe(2)
  expect(found.corrected).toEqual([{ typed: 'ketemine', read: 'ketamine' }])
  expect(clinic.find('ketamine').corrected).toEqual([])
})

test('words that patients use find the words that clinics write', () => {
  expect(clinic.titles('meds')).toEqual(['How ketamine works'])
  expect(clinic.titles('price')[0]).toBe('Good-faith estimate')
  expect(clinic.titles('medicaid')).toContain('Group Therapy')
  expect(clinic.titles('shot')).toContain('Ketamine infusions')
  expect(clinic.titles('feeling really low')).toEqual(['Ketamine infusions'])
})

test('pages with all of the words come before pages with some', () => {
  expect(clinic.titles('ketamine brain')[0]).toBe('How ketamine works')
  expect(clinic.titles('can I drive after ketamine?')[0]).toBe('Ketamine infusions')
})

test('a question of stop words alone still finds titles that say them', () => {
  expect(searchIn([page('About us'), ''], [page('Team'), '']).titles('about us')).toEqual(['About us'])
})

test('what is on no page finds nothing', () => {
  expect(clinic.find('xylophone')).toEqual({ hits: [], corrected: [] })
  expect(clinic.find('  ')).toEqual({ hits: [], corrected: [] })
  expect(clinic.find('<img src=x>').hits).toEqual([])
})

test('blocks that arrive later add to what was found', () => {
  const index = createSearchIndex()
  index.add({ pages: [page('One')], words: 'sleep 0' })
  expect(index.find('sleep').hits.length).toBe(1)
  index.add({ pages: [page('Two'), page('Three')], words: 'sleep 01' })
  expect(index.find('sleep').hits.length).toBe(3)
})
