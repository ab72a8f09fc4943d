import { expect, test } from 'vitest'
import { callout, heading, linkTo, paragraph } from '#tests/fixtures/portable-text.ts'
import { find, wordsFound } from '../writing-fixture.ts'
import { treatments } from './treatments.ts'

const naming = paragraph('Ketamine infusions can ease depression.')

test('a treatment that is off-label is found where it is first named with nothing that says so', () => {
  expect(wordsFound(treatments, [paragraph('Welcome.'), naming, naming])).toEqual(['Ketamine infusions'])
  expect(wordsFound(treatments, [paragraph('IV ketamine helps with depression.')])).toEqual(['ketamine'])
})

test('a link to its page, the word in the section, in the opening or in a callout is enough', () => {
  const link = paragraph('Read about ', linkTo('service-ketamine', 'this treatment'), '.')
  const word = paragraph('This use is off-label.')
  expect(wordsFound(treatments, [naming, heading('More'), link])).toEqual([])
  expect(wordsFound(treatments, [heading('One'), naming, word])).toEqual([])
  expect(wordsFound(treatments, [word, heading('One'), naming])).toEqual([])
  expect(wordsFound(treatments, [naming, heading('More'), callout('care', 'Note', word)])).toEqual([])
  expect(wordsFound(treatments, [naming, heading('More'), word])).toEqual(['Ketamine infusions'])
})

test('approved treatments, the substance in passing, and its own page are left alone', () => {
  const others = paragraph('Esketamine nasal spray and TMS can ease depression.')
  expect(wordsFound(treatments, [others])).toEqual([])
  expect(wordsFound(treatments, [paragraph('Esketamine is one half of ketamine.')])).toEqual([])
  expect(wordsFound(treatments, [naming], { _id: 'drafts.service-ketamine' })).toEqual([])
})

test('one press links the words to its page', () => {
  const [finding] = find(treatments, [paragraph('We offer ketamine infusions here.')])
  expect(finding?.fix?.changes).toMatchObject([
    { value: [{ _type: 'internalLink', _key: 'link', target: { _ref: 'service-ketamine' } }] },
    { value: [{ text: 'We offer ' }, { text: 'ketamine infusions', marks: ['link'] }, { text: ' here.' }] },
  ])
})
