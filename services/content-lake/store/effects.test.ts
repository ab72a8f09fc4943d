import fc from 'fast-check'
import { applyPatch } from 'mendoza'
import { expect, test } from 'vitest'
import { computeEffects } from './effects.ts'

const field = fc.constantFrom('title', 'body', 'a', 'Z', 'é', '_key')
const { value } = fc.letrec<{ value: unknown; object: Record<string, unknown> }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: fc.constantFrom('a', 'b', 'word ', 'é', '–', '😀', '') }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    tie('object'),
  ),
  object: fc.dictionary(field, tie('value'), { maxKeys: 4 }),
}))
const object = fc.dictionary(field, value, { maxKeys: 5 })

test('applying an effect gives the new state, and reverting it the old one', () => {
  fc.assert(
    fc.property(object, object, (before, after) => {
      const { apply, revert } = computeEffects(before, after)
      expect(applyPatch(before, apply)).toEqual(after)
      expect(applyPatch(after, revert)).toEqual(before)
    }),
  )
})

test('a created or deleted document has the effect the Studio looks for', () => {
  const doc = { _id: 'a', title: 'A' }
  expect(computeEffects(null, doc)).toEqual({ apply: [0, doc], revert: [0, null] })
  expect(computeEffects(doc, null)).toEqual({ apply: [0, null], revert: [0, doc] })
})

test('typing a few letters into a long text makes a small effect', () => {
  const long = 'The clinic is open on weekdays. '.repeat(100)
  const { apply } = computeEffects({ body: [{ text: long }] }, { body: [{ text: `${long}Call us.` }] })
  expect(JSON.stringify(apply).length).toBeLessThan(120)
})
