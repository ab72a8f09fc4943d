import { expect, test } from 'vitest'
import { loadSnapshot } from '#sanity/load-snapshot.ts'
import { corpus } from '../bench/corpus/corpus.ts'
import { startSmallLake } from '../publisher/small-lake.ts'

const now = Temporal.Instant.from('2027-01-04T15:00:00Z')

test('what is published is read whole, in several answers, and after an edit by one more', async () => {
  const documents = [...corpus(450, now)].flat().map(each => ({ ...each, _createdAt: now.toString() }))
  await using lake = await startSmallLake(documents)
  const snapshot = await loadSnapshot(lake.client)
  expect(snapshot.faults).toEqual([])
  expect(snapshot.documents.map(({ id }) => id).sort()).toEqual(documents.map(({ _id }) => _id).sort())
  expect(snapshot.documents.every(({ id, shownRev }) => shownRev === lake.documents.get(id)?._rev)).toBe(true)
  // The list of what there is; then two hundred at a time.
  expect(lake.queries).toHaveLength(1 + Math.ceil(documents.length / 200))
  const [edited] = documents.filter(({ _type }) => _type === 'article')
  const { _rev: rev } = lake.publish({ ...edited, _id: String(edited?._id) })
  const next = await loadSnapshot(lake.client, snapshot, { announced: [String(edited?._id)] })
  expect(next.documents.find(({ id }) => id === edited?._id)?.shownRev).toBe(rev)
  expect(lake.queries).toHaveLength(2 + Math.ceil(documents.length / 200))
})
