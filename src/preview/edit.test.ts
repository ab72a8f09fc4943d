import { expect, test } from 'vitest'
import { createEdit, noEdit } from './edit.ts'

const article = { _id: 'drafts.sleep', _type: 'article' }

test.each([
  ['title', 'title'],
  ['topics[0]', 'topics:0'],
  ['body[_key=="a-1"].children[_key=="b_2"].text', 'body:a-1.children:b_2.text'],
])('says which field an element shows, and where the Studio is: %s', (path, written) => {
  expect(createEdit('https://clinic.example/studio')(article, path)).toBe(
    `id=sleep;type=article;path=${written};base=https%3A%2F%2Fclinic.example%2Fstudio`,
  )
})

test('says nothing on patients’ pages', () => {
  expect(noEdit(article, 'title')).toBeUndefined()
})
