import { expect, test } from 'vitest'
import { heading, paragraph } from '#tests/fixtures/portable-text.ts'
import { checkWriting } from '../check-writing.ts'
import { facts, find } from '../writing-fixture.ts'
import { gradeInWords, readingLevel } from './reading-level.ts'

const hard =
  'Pharmacological interventions necessitate comprehensive evaluation of contraindications. Multidisciplinary collaboration facilitates individualized administration of therapeutic modalities. Neurophysiological characteristics determine the appropriateness of transcranial stimulation. Psychoeducational components accompany every subsequent intervention throughout continuation. Documentation of physiological parameters constitutes an indispensable responsibility of participating practitioners. Comorbidities occasionally necessitate discontinuation of previously established psychopharmacological regimens.'
const easy =
  'You sit in a chair that tips back. We put a small coil next to your head. It makes a click and a tap that you can feel. Most people read or listen to music. You can ask us to stop at any time. When it is over, you can drive home and go on with your day as you like.'

test('a hard section is named with its grade and its hardest words, an easy one is left alone', () => {
  const [finding, ...others] = find(readingLevel, [
    heading('Hard'),
    paragraph(hard),
    heading('Easy'),
    paragraph(easy),
  ])
  expect(others).toEqual([])
  expect(finding).toMatchObject({ words: 'Hard', blockKey: 'b2' })
  expect(finding?.advice).toMatch(/grade \d\d of school.*“psychopharmacological”/)
})

test('each section has its grade, but for those too short to tell', () => {
  const body = [heading('Easy'), paragraph(easy), heading('Short'), paragraph('Ask us.')]
  const document = { _type: 'article', body: body.map((node, index) => ({ ...node, _key: `b${index}` })) }
  const { sections } = checkWriting(document, facts)
  expect(sections.map(({ grade }) => grade)).toEqual([expect.any(Number), null])
  expect(sections[0]?.grade).toBeLessThan(6)
})

test('a text that is harder than school is told as that', () => {
  expect(gradeInWords(12)).toBe('at grade 12 of school')
  expect(gradeInWords(23)).toBe('above grade 12 of school')
})
