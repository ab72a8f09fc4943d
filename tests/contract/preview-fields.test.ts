import { evaluate, parse } from 'groq-js'
import { expect, test } from 'vitest'
import { shownQuery } from '#publisher/preview/page-fields.ts'
import { contracts } from '#sanity/contracts.ts'

test('the preview finds the fields of every type of document that a page can show', async () => {
  const dataset = Object.keys(contracts).map(type => ({ _id: type, _type: type, slug: { current: 'one' } }))
  const query = parse(shownQuery, { params: { slug: 'one', slugs: ['one'] } })
  const found: unknown = await (
    await evaluate(query, { dataset, params: { slug: 'one', slugs: ['one'] } })
  ).get()
  expect(found).toHaveLength(dataset.length - 1)
  expect(found).not.toContainEqual(expect.objectContaining({ _type: 'redirect' }))
})
