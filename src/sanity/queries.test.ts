import { evaluate, parse } from 'groq-js'
import { expect, test } from 'vitest'
import { contracts } from './contracts.ts'
import { REVISIONS_QUERY } from './queries.ts'

test('the list of revisions names documents of every type that has a contract', async () => {
  const dataset = Object.keys(contracts).map(type => ({ _id: type, _type: type, _rev: 'one' }))
  const revisions: unknown = await (await evaluate(parse(REVISIONS_QUERY), { dataset })).get()
  expect(revisions).toEqual(dataset.map(({ _id, _rev }) => ({ _id, _rev })))
})
