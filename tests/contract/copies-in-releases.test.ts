import { afterAll, beforeAll, expect, test } from 'vitest'
import { REVISIONS_QUERY } from '#sanity/queries.ts'
import { overviewQuery, parseOverview } from '#studio/documents/overview.ts'
import { overviewParams } from '#studio/documents/overview-params.ts'
import { loadReferrers, withdraw } from '#studio/withdrawing/lake.ts'
import { startTestLake, type TestLake } from './content-lake-fixture.ts'
import { studioMarks } from './studio-forms.ts'

/*
 * Sanity's releases, its agents and its API keep copies of documents for later, as versions.<release>.<id>, also where
 * the Studio offers no releases: nobody takes one for what is published.
 */

const now = Temporal.Instant.from('2027-01-15T12:00:00Z')
const clock = { zone: 'America/New_York', now }
const group = { _id: 'group', _type: 'service', title: 'Group', isGroup: true, slug: { current: 'group' } }
const start = {
  _id: 'start',
  _type: 'announcement',
  kind: 'groupStart',
  urgency: 'routine',
  startDate: '2027-02-06',
  startTime: '18:00',
  service: { _type: 'reference', _ref: 'group', _weak: true },
}

let lake: TestLake

beforeAll(async () => {
  lake = await startTestLake()
  const client = lake.client()
  await client.transaction().create(group).create(start).commit()
})
afterAll(() => lake[Symbol.asyncDispose]())

async function addCopies(): Promise<void> {
  const copies = lake.client().transaction()
  copies.createOrReplace({ ...group, _id: 'versions.spring.group', title: 'Renamed' })
  copies.createOrReplace({ ...start, _id: 'versions.spring.start', startDate: '2027-03-06' })
  copies.createOrReplace({ ...start, _id: 'versions.spring.other-start' })
  copies.createOrReplace({ _id: 'versions.spring.notice', _type: 'page', kind: 'notice', title: 'For later' })
  await copies.commit()
}

test('what staff and patients see is the same with copies as without', async () => {
  const client = lake.client()
  const readAll = async () => [
    parseOverview(await client.fetch(overviewQuery, overviewParams(now), { perspective: 'raw' })),
    await client.fetch(REVISIONS_QUERY, {}, { perspective: 'published' }),
  ]
  const before = await readAll()
  await addCopies()
  expect(await readAll()).toEqual(before)
})

test('an address is not taken by a copy', async () => {
  await addCopies()
  const [document] = await lake.client().fetch('*[_id == "group"]', {}, { perspective: 'published' })
  const marks = await studioMarks(document, lake.client(), () => true)
  expect(marks.filter(({ path }) => path[0] === 'slug')).toEqual([])
})

test('withdrawing a group keeps the copies that refer to it, and makes no drafts of them', async () => {
  await addCopies()
  const client = lake.client()
  const referrers = await loadReferrers(client, 'group', clock)
  expect(referrers.leaving.map(({ id }) => id)).toEqual(['start'])
  const document = { ...group }
  await withdraw(client, { document, draft: null, title: 'Group' }, 'unpublish', {
    writes: [],
    clock,
    by: 'Dana Whitfield',
  })
  const ids = await client.fetch('*[_type in ["service", "announcement"]]._id', {}, { perspective: 'raw' })
  expect(ids.toSorted()).toEqual([
    'drafts.group',
    'drafts.start',
    'versions.spring.group',
    'versions.spring.other-start',
    'versions.spring.start',
  ])
})
