import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentTypes, singletons } from '#domain/document-types.ts'
import { contracts } from '#sanity/contracts.ts'
import { sizeOfRandomTest } from '../faults/size.ts'
import { startTestLake, type TestLake } from './content-lake-fixture.ts'
import { covers, describeRefusal, refusals } from './site-refusals.ts'
import { documentsOf, isKnown } from './staff-documents.ts'
import { studioMarks } from './studio-forms.ts'

let lake: TestLake

beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake[Symbol.asyncDispose]())

test('the site has a contract for every type of document that staff can write, and no other', () => {
  expect(documentTypes.toSorted()).toEqual(Object.keys(contracts).sort())
})

test.each(documentTypes)(
  'what the site refuses of a document of type “%s”, the Studio marks as an error',
  async type => {
    const accepted = { byStudio: 0, bySite: 0 }
    await fc.assert(
      fc.asyncProperty(documentsOf(type, singletons.includes(type)), async document => {
        const marks = await studioMarks(document, lake.client(), isKnown)
        const errors = marks.filter(({ level }) => level === 'error')
        const faults = refusals(document)
        if (errors.length === 0) accepted.byStudio += 1
        if (faults.length === 0) accepted.bySite += 1
        const unmarked = faults.filter(({ field }) => !errors.some(error => covers(error, field)))
        expect(unmarked.map(fault => describeRefusal(fault, document, errors))).toEqual([])
      }),
      // Of fewer now and then none is good: settings have the most fields.
      sizeOfRandomTest(type === 'siteSettings' ? 60 : 30),
    )
    // Not true for want of good documents.
    expect(accepted.byStudio).toBeGreaterThan(0)
    expect(accepted.bySite).toBeGreaterThanOrEqual(accepted.byStudio)
  },
  120_000,
)
