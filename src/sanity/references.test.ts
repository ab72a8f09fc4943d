import { expect, test } from 'vitest'
import { article, paragraph, published, snapshotFrom } from '#tests/fixtures/published.ts'
import { unpackDocument } from './kept-document.ts'
import { findLinks } from './references.ts'

test('each link is where its path leads, at every depth of a document', () => {
  const marks = (key: string) => [
    { _key: key, _type: 'externalLink', href: `https://elsewhere.example/${key}` },
    { _key: `${key}-own`, _type: 'internalLink', target: { _ref: 'ketamine' } },
  ]
  const body = [
    paragraph('First', { markDefs: marks('first') }),
    {
      _key: 'c',
      _type: 'callout',
      tone: 'care',
      heading: 'Note',
      text: [
        paragraph('Second', {
          _key: 'q',
          children: [{ _key: 's', _type: 'span', text: 'Second', marks: ['second'] }],
          markDefs: marks('second'),
        }),
      ],
    },
  ]
  const snapshot = snapshotFrom(published({ article: [article('ketamine', { body })] }))
  expect(snapshot.faults).toEqual([])
  const [content] = snapshot.documents.flatMap(each => (each.id === 'ketamine' ? (each.content ?? []) : []))
  if (!content) throw new Error('The article is held back.')
  const document = unpackDocument(content)
  const { references, addresses } = findLinks(document)
  const at = (path: readonly (string | number)[]): unknown =>
    path.reduce<unknown>((value, step) => Reflect.get(Object(value), step), document)
  expect(addresses.map(({ path }) => path.join('.'))).toEqual([
    'body.0.markDefs.0.href',
    'body.1.text.0.markDefs.0.href',
  ])
  expect(addresses.map(({ words }) => words)).toEqual([null, 'Second'])
  for (const { path, href } of addresses) expect(at(path)).toBe(href)
  expect(references.map(({ path }) => path.join('.'))).toContain('body.1.text.0.markDefs.1.target')
  for (const { path, id } of references) expect(at(path)).toMatchObject({ _ref: id })
})
