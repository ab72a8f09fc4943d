import type { SanityDocument } from 'sanity'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentTypes, singletons } from '#domain/document-types.ts'
import { fieldPath } from '#sanity/faults.ts'
import { startTestLake, type TestLake } from './content-lake-fixture.ts'
import { covers, refusals } from './site-refusals.ts'
import { isKnown, knownDocuments } from './staff-documents.ts'
import { studioMarks } from './studio-forms.ts'
import { type Place, placesOf, valueAt, wholeDocument, withValueAt, withValuesAt } from './whole-documents.ts'

/*
 * What no form and no page is made for: texts, lists and numbers without end, and addresses that run programs.
 */

let lake: TestLake

beforeAll(async () => {
  lake = await startTestLake()
  // A group start names a group that is on the site.
  await lake.client().create({ _id: knownDocuments.service, _type: 'service', title: 'Group Therapy' })
})
afterAll(() => lake[Symbol.asyncDispose]())

/** Whether the site refuses a document with this value at a place, and the Studio marks it: in one sentence, if it is too long. */
async function isRefusedAlike(type: string, place: Place, value: unknown): Promise<boolean> {
  const document = withValueAt(wholeDocument(type, singletons.includes(type)), place, value)
  return (await fieldsRefusedAlike(document, covers)).length > 0
}

/** The fields that the site refuses and the Studio marks alike, where a mark is at the field as `isAt` has it. */
async function fieldsRefusedAlike(document: SanityDocument, isAt: typeof covers): Promise<string[]> {
  const errors = await errorsIn(document)
  const alike = refusals(document).filter(({ field, reason }) =>
    errors.some(
      error => isAt(error, field) && (reason.startsWith(error.message) || !/^(?:Shorten|Keep) /.test(reason)),
    ),
  )
  return alike.map(({ field }) => field)
}

async function errorsIn(document: SanityDocument) {
  const marks = await studioMarks(document, lake.client(), isKnown)
  return marks.filter(({ level }) => level === 'error')
}

const places = documentTypes.flatMap(type => {
  const document = wholeDocument(type, singletons.includes(type))
  return placesOf(document, value => value !== document).map(place => ({
    type,
    place,
    value: valueAt(document, place),
  }))
})

/** What refers, and what the form fills in by itself. */
const untyped = new Set(['marks', 'style', 'listItem', 'asset'])
const typed = places.filter(({ place }) => !place.some(step => untyped.has(String(step))))
test.each(documentTypes)('a document of type “%s” with all fields filled in is good', async type => {
  const document = wholeDocument(type, singletons.includes(type))
  expect({ errors: await errorsIn(document), faults: refusals(document) }).toEqual({ errors: [], faults: [] })
})

test('every text that staff can type has a greatest length, in the form and on the site alike', async () => {
  const texts = typed.filter(({ value }) => typeof value === 'string')
  expect(texts.length).toBeGreaterThan(60)
  expect(await findTaken(texts, text => `${text}${'a'.repeat(tooMany)}`)).toEqual([])
})

/** More characters than any text may have, but for whole bodies. */
const tooMany = 25_000

/** A document is checked as a whole, however much of it is wrong. What is marked elsewhere is tried alone. */
const checkedAtOnce = 16

/** The places where the form or the site takes a value that is made of the good one. */
async function findTaken(wanted: typeof places, spoil: (value: unknown) => unknown): Promise<string[]> {
  const taken: string[] = []
  for (const type of documentTypes) {
    const own = wanted.filter(each => each.type === type)
    for (let first = 0; first < own.length; first += checkedAtOnce) {
      const some = own.slice(first, first + checkedAtOnce)
      const whole = withValuesAt(
        wholeDocument(type, singletons.includes(type)),
        some.map(({ place, value }) => [place, spoil(value)]),
      )
      const refused = await fieldsRefusedAlike(whole, ({ path }, field) => fieldPath(path) === field)
      for (const { place, value } of some.filter(each => !refused.includes(fieldPath(each.place)))) {
        if (!(await isRefusedAlike(type, place, spoil(value)))) taken.push(`${type}.${place.join('.')}`)
      }
    }
  }
  return taken
}

/** How many items a list may have, where that is more than the 100 that no other exceeds. */
const counts: Record<string, number> = {
  body: 1000,
  sources: 300,
  text: 200,
  answer: 200,
  children: 200,
  rows: 200,
}

test('every list has a greatest number of items, in the form and on the site alike', async () => {
  // Of each name once: the texts of articles, services and pages have one schema.
  const named = typed
    .filter(({ value }) => Array.isArray(value))
    .map(each => [each.place.filter(step => typeof step === 'string').join('.'), each] as const)
  const lists = [...new Map(named).values()]
  expect(lists.length).toBeGreaterThan(15)
  const endless: string[] = []
  for (const { type, place, value } of lists) {
    const [first] = Array.isArray(value) ? value : []
    const items = Array.from({ length: (counts[String(place.at(-1))] ?? 100) + 1 }, (_, index) =>
      short(first, index),
    )
    if (!(await isRefusedAlike(type, place, items))) endless.push(`${type}.${place.join('.')}`)
  }
  expect(endless).toEqual([])
})

/** An item of a list with a key of its own; of a paragraph, a few words. */
function short(item: unknown, index: number): unknown {
  if (typeof item !== 'object' || item === null) return item
  const words = [{ _key: 's', _type: 'span', text: 'Words.', marks: [] }]
  const paragraph = 'children' in item ? { children: words, markDefs: [] } : {}
  return { ...item, ...paragraph, _key: `i${index}` }
}

test('every number has bounds, in the form and on the site alike', async () => {
  const numbers = typed.filter(({ value }) => typeof value === 'number')
  expect(numbers.length).toBeGreaterThan(4)
  for (const value of [1e15, -1e15]) expect(await findTaken(numbers, () => value), `${value}`).toEqual([])
})

/** Ways to write an address that runs a program; how each is told is shown beside link-address.ts. */
const programs = [
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' java\tscript:alert(1)',
  'data:text/html,hello',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
]

test('no address runs a program, wherever it is, in the form or on the site', async () => {
  const addresses = places.filter(({ place }) =>
    /^(?:url|href|\w*Url|securityContact)$/.test(String(place.at(-1))),
  )
  expect(addresses.length).toBeGreaterThan(8)
  let tried = 0
  expect(await findTaken(addresses, () => programs[tried++ % programs.length])).toEqual([])
})
