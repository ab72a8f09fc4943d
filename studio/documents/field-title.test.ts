import { expect, test } from 'vitest'
import { type FormType, fieldTitle, keyedPath, placedPath } from './field-title.ts'

const text: FormType = { title: 'Text', of: [{ name: 'block' }, { name: 'callout' }] }
const hours: FormType = {
  title: 'Opening hours',
  of: [{ fields: [{ name: 'closes', type: { title: 'Closes' } }] }],
}
const form: FormType = {
  fields: [
    { name: 'summary', type: { title: 'Summary' } },
    { name: 'body', type: text },
    { name: 'openingHours', type: hours },
  ],
}

test('names a field as the form does, at any depth, and by its text where it is inside one', () => {
  expect(fieldTitle(form, 'summary')).toBe('Summary')
  expect(fieldTitle(form, 'body[3].children[0].text')).toBe('Text')
  expect(fieldTitle(form, 'openingHours[1].closes')).toBe('Opening hours 2 › Closes')
  expect(fieldTitle(form, 'renamed')).toBe('renamed')
  expect(fieldTitle(undefined, 'summary')).toBe('summary')
})

test('knows the items of a list by their keys', () => {
  const document = { openingHours: [{ _key: 'a' }, { _key: 'b', closes: '18:00' }] }
  expect(keyedPath('openingHours[1].closes', document)).toEqual(['openingHours', { _key: 'b' }, 'closes'])
  expect(keyedPath('openingHours[7]', document)).toEqual(['openingHours', 7])
  expect(placedPath(['openingHours', { _key: 'b' }, 'closes'], document)).toBe('openingHours[1].closes')
})
