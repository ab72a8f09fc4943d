import { decodeSanityNodeData } from '@sanity/visual-editing-csm'
import { expect, test } from 'vitest'
import { createEdit, noEdit } from './edit.ts'

const article = { _id: 'drafts.sleep', _type: 'article' }

test('says which field of which document an element shows, and where the Studio is', () => {
  const edit = createEdit('https://clinic.example/studio')
  for (const path of ['title', 'topics[0]', 'body[_key=="a-1"].children[_key=="b_2"].text']) {
    expect(decodeSanityNodeData(edit(article, path) ?? '')).toMatchObject({
      id: 'sleep',
      type: 'article',
      path,
      baseUrl: 'https://clinic.example/studio',
    })
  }
})

test('says nothing on patients’ pages', () => {
  expect(noEdit(article, 'title')).toBeUndefined()
})
