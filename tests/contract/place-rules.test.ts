import type { SanityDocument } from 'sanity'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestLake, type TestLake } from './content-lake-fixture.ts'
import { covers, refusals } from './site-refusals.ts'
import { type Mark, studioMarks } from './studio-forms.ts'
import { wholeDocument, withValueAt } from './whole-documents.ts'

/* What forms say of places: the settings know them, and groups and services name them. */

let lake: TestLake

const address = { street: '2 Shore Road', locality: 'Kent', region: 'OH', postalCode: '44240' }
const lakeside = { _key: 'lake', _type: 'otherPlace', name: 'Lakeside office', address }
const hill = { _key: 'hill', _type: 'otherPlace', name: 'Hill office', address }

beforeAll(async () => {
  lake = await startTestLake()
  const settings = { _id: 'siteSettings', _type: 'siteSettings', address, otherPlaces: [lakeside] }
  const start = { _type: 'announcement', kind: 'groupStart', startTime: '18:00' }
  await lake
    .client()
    .transaction()
    .createOrReplace(settings)
    .createOrReplace({ ...settings, _id: 'drafts.siteSettings', otherPlaces: [lakeside, hill] })
    .createOrReplace({ _id: 'tms', _type: 'service', title: 'TMS', places: ['lake', 'main'] })
    .createOrReplace({ _id: 'drafts.tms', _type: 'service', title: 'TMS', places: ['lake'] })
    .createOrReplace({ _id: 'talking', _type: 'service', title: 'Talking', places: ['main'] })
    .createOrReplace({
      ...start,
      _id: 'ahead',
      startDate: '2999-02-06',
      place: 'lake',
      service: { _type: 'reference', _ref: 'talking', _weak: true },
    })
    .createOrReplace({ ...start, _id: 'over', startDate: '2020-02-06', place: 'lake' })
    .commit()
})
afterAll(() => lake[Symbol.asyncDispose]())

async function marksAt(document: SanityDocument, field: string): Promise<Mark[]> {
  const marks = await studioMarks(document, lake.client(), () => true)
  return marks.filter(({ path }) => path[0] === field)
}

test.each([
  ['main', []],
  ['lake', []],
  ['hill', ['error: Patients do not know of “Hill office” yet.']],
  ['gone', ['error: This place is no longer in the Settings.']],
])('a start and a service that name the place “%s” are told %j', async (value, told) => {
  const start = withValueAt(wholeDocument('announcement', false), ['place'], value)
  const service = withValueAt(wholeDocument('service', false), ['places'], [value])
  for (const marks of [await marksAt(start, 'place'), await marksAt(service, 'places')])
    expect(marks.map(({ level, message }) => `${level}: ${/^.*?\./.exec(message)?.[0]}`)).toEqual(told)
})

test.each([
  ['main', true],
  ['lake side', true],
  ['lake"side', true],
  ['lake_side-2', false],
])('form and site alike on a place with the key “%s”: refused? %j', async (_key, isRefused) => {
  const settings = withValueAt(wholeDocument('siteSettings', true), ['otherPlaces'], [{ ...lakeside, _key }])
  const errors = (await marksAt(settings, 'otherPlaces')).filter(({ level }) => level === 'error')
  const faults = refusals(settings)
  expect([errors.length > 0, faults.length > 0]).toEqual([isRefused, isRefused])
  for (const { field, reason } of faults) {
    expect(reason).toContain('Take the place away and add it again.')
    expect(errors.some(error => covers(error, field))).toBe(true)
  }
})

test('an announcement of no group start is not asked for its place', async () => {
  const notice = { ...wholeDocument('announcement', false), kind: 'notice', place: 'gone' }
  expect(await marksAt(notice, 'place')).toEqual([])
})

test('who takes a place out of the settings reads which groups and services name it, and may do so', async () => {
  const settings = wholeDocument('siteSettings', true)
  expect(await marksAt({ ...settings, otherPlaces: [lakeside, hill] }, 'otherPlaces')).toEqual([])
  const [warning, ...others] = await marksAt({ ...settings, otherPlaces: [hill] }, 'otherPlaces')
  expect(others).toEqual([])
  expect(warning?.level).toBe('warning')
  expect(warning?.message).toContain('“Lakeside office”')
  expect(warning?.message).toContain('“TMS”')
  expect(warning?.message).toContain('“Next Talking starts February 6th”')
  // Each once, and nothing of what is over.
  expect(warning?.message.match(/“/g)).toHaveLength(3)
  const { otherPlaces: _, ...none } = settings
  expect((await marksAt(none, 'otherPlaces'))[0]?.message).toBe(warning?.message)
})

test.each([
  [{ region: 'Minesota', timeZone: undefined }, ['error at address.region']],
  [{ region: undefined, timeZone: undefined }, ['error at address.region']],
  [{ region: 'Minesota', timeZone: 'America/Chicago' }, []],
  [{ region: 'MN', timeZone: undefined }, []],
])('settings with %o are told of the state, which says the time zone', async (given, told) => {
  const settings = wholeDocument('siteSettings', true)
  const document = withValueAt(
    withValueAt(settings, ['address', 'region'], given.region),
    ['timeZone'],
    given.timeZone,
  )
  const errors = [...(await marksAt(document, 'address')), ...(await marksAt(document, 'timeZone'))]
    .filter(({ level }) => level === 'error')
    .map(({ level, path }) => `${level} at ${path.join('.')}`)
  expect([...new Set(errors)]).toEqual(told)
  expect(refusals(document).map(({ field }) => `error at ${field}`)).toEqual(told)
})
