import { expect, test } from 'vitest'
import { schemaTypes } from '#studio/schemaTypes/index.ts'
import { EntryDiff } from './EntryDiff.tsx'

test('the changes of every date and moment can be reviewed, also where a text is stored in its place', () => {
  const dates = partsOf(schemaTypes).filter(({ type }) => type === 'date' || type === 'datetime')
  expect(dates.length).toBeGreaterThan(0)
  expect(dates.filter(({ diff }) => diff !== EntryDiff)).toEqual([])
})

test('what an address is made from is called as its field is', () => {
  const sources = schemaTypes.flatMap(type => {
    const fields: { name: string; title: string; type: string; description?: string }[] =
      Object(type).fields ?? []
    const source = fields.find(({ name }) => name === 'title' || name === 'name')
    return fields.filter(each => each.type === 'slug').map(slug => [slug.description, source?.title])
  })
  expect(sources.length).toBeGreaterThan(0)
  for (const [said, title] of sources) expect(said).toContain(`from the ${title?.toLowerCase()}.`)
})

/** Every type and field in definitions of the schema. */
function partsOf(definitions: readonly unknown[]): { name: unknown; type: unknown; diff: unknown }[] {
  return definitions.flatMap(definition => {
    const { name, type, components, fields = [], of = [] } = Object(definition)
    return [{ name, type, diff: components?.diff }, ...partsOf([...fields, ...of])]
  })
}
