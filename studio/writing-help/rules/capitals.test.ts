import { expect, test } from 'vitest'
import { heading, paragraph } from '#tests/fixtures/portable-text.ts'
import { find, wordsFound } from '../writing-fixture.ts'
import { capitals } from './capitals.ts'

test.each([
  ['Please do NOT drive.', ['NOT']],
  ['CALL US NOW to book.', ['CALL US NOW']],
  ['This is IMPORTANT INFORMATION for TMS patients.', ['IMPORTANT INFORMATION']],
  ['WHAT IS KETAMINE', ['IS KETAMINE']],
])('“%s” shouts', (text, words) => {
  expect(wordsFound(capitals, [paragraph(text)])).toEqual(words)
})

test.each([
  'TMS and rTMS act on NMDA receptors; the FDA and SAMHSA say so, and so does HIPAA.',
  'Maren Holloway, MD, PMHNP-BC, treats PTSD and OCD in the U.S. with ECT or REMS.',
  'Reply STOP to stop, text HELP for help.',
  'I had a plan B.',
])('“%s” does not', text => {
  expect(wordsFound(capitals, [paragraph(text), heading(text)])).toEqual([])
})

test('one press writes the words in small letters, with a capital where a sentence begins', () => {
  const fixed = (text: string) => find(capitals, [paragraph(text)])[0]?.fix?.changes[0]
  expect(fixed('Do NOT drive.')).toMatchObject({ value: [{ text: 'Do not drive.' }] })
  expect(fixed('Wait. NEVER drive.')).toMatchObject({ value: [{ text: 'Wait. Never drive.' }] })
})
