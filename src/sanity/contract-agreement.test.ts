import { expectTypeOf, test } from 'vitest'
import type { Differences } from './contract-agreement.types.ts'

/* Types alone: “npm run check” is what fails here. */

interface Contract {
  _type: 'article'
  title: string
  address: { street: string; building: string } | null
  body: ({ _type: 'callout'; tone: string } | { _type: 'table'; rows: { cells: string[] }[] })[]
}

test('contract and query with the same fields do not differ', () => {
  expectTypeOf<Differences<Contract, Contract>>().toBeNever()
})

test('a field that the query forgets is named, at any depth', () => {
  type Result = {
    _type: 'article'
    address: { street: string | null } | null
    body: ({ _type: 'callout' } | { _type: 'table'; rows: object[] | null })[] | null
  }
  expectTypeOf<Differences<Contract, Result>>().toEqualTypeOf<
    | 'article.title is missing in the query'
    | 'article.address.building is missing in the query'
    | 'article.body.callout.tone is missing in the query'
    | 'article.body.table.rows.cells is missing in the query'
  >()
})

test('a field that the contract forgets is named', () => {
  type Result = Contract & { address: { floor: number | null } | null; topics: string[] | null }
  expectTypeOf<Differences<Contract, Result>>().toEqualTypeOf<
    'article.address.floor is missing in the contract' | 'article.topics is missing in the contract'
  >()
})
