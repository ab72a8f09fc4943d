import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countWords } from './count-words.ts'
import type { PreparedBlock } from './prepare.ts'

function countOf(...texts: string[]): number {
  const blocks = texts.map((text, index): PreparedBlock => {
    const _key = String(index)
    const span = { _type: 'span' as const, _key, text, marks: [] }
    return { _type: 'block', _key, heading: null, listItem: null, level: 1, children: [span], markDefs: [] }
  })
  return countWords([{ kind: 'passage', blocks }])
}

test('words are what stands between white space of any kind, and two blocks share none', () => {
  const unit = fc.constantFrom(...'aé’-.\t\n\v\r \u00a0\u1680\u2003\u2028\u202f\u3000\ufeff\u200b')
  fc.assert(
    fc.property(fc.array(fc.string({ unit })), texts => {
      expect(countOf(...texts)).toBe(texts.flatMap(text => text.split(/\s+/).filter(Boolean)).length)
    }),
  )
})

test('a text in a script without spaces has more words than one', () => {
  expect(countOf('ケタミンは速く効く。')).toBeGreaterThan(2)
})
