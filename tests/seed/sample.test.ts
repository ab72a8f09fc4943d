import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { sampleClinicName } from '#domain/sample.ts'
import { seedFile } from '#services/start/seed.ts'
import { listSample, sampleIds } from '#studio/sample/compare-sample.ts'
import { startTestLake } from '#tests/contract/content-lake-fixture.ts'
import { importSeed, readSeed } from '../fixtures/seed.ts'

const now = Temporal.Instant.from('2027-03-01T17:00:00Z')
const ndjson = readFileSync(seedFile, 'utf8')

/** What the Studio reads, from a Content Lake that holds the sample as a first start loads it. */
async function startSampleLake() {
  const lake = await startTestLake({ now: () => now })
  const client = lake.client()
  await importSeed(client, readSeed(now))
  return {
    client,
    async list() {
      const stored = z
        .array(z.looseObject({ _id: z.string(), _type: z.string(), _createdAt: z.string() }))
        .parse(await client.fetch('*[_id in $ids]', { ids: sampleIds(ndjson) }, { perspective: 'raw' }))
      const assets = await client.fetch<{ _id: string; originalFilename: string }[]>(
        '*[_type == "sanity.imageAsset"]{_id, originalFilename}',
      )
      const pictures = new Map(assets.map(({ _id, originalFilename }) => [_id, originalFilename]))
      return listSample(stored, pictures, ndjson)
    },
    [Symbol.asyncDispose]: () => lake[Symbol.asyncDispose](),
  }
}

test('the seed has the mark and the name by which the publisher knows the sample', () => {
  const documents = ndjson
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(documents.find(({ _id }) => _id === 'siteSettings')).toMatchObject({
    isSample: true,
    clinicName: sampleClinicName,
  })
})

test('knows the sample as the first start loads it, and what staff have changed since', async () => {
  await using lake = await startSampleLake()
  const loaded = await lake.list()
  expect(loaded).toHaveLength(sampleIds(ndjson).length / 2)
  expect(loaded.filter(({ isChanged }) => isChanged)).toEqual([])

  const firstOf = (type: string) => loaded.find(item => item.type === type)?.id ?? ''
  const [drafted, edited, redrawn, gone] = [
    firstOf('article'),
    firstOf('person'),
    firstOf('service'),
    firstOf('page'),
  ]
  const another = await lake.client.fetch<string>('*[_type == "service" && _id != $id][0].image.asset._ref', {
    id: redrawn,
  })
  await lake.client
    .transaction()
    .create({ _id: `drafts.${drafted}`, _type: 'article', title: 'Ours' })
    .patch(edited, { set: { role: 'Front desk' } })
    .patch(redrawn, { set: { 'image.asset._ref': another } })
    .delete(gone)
    .create({ _id: 'own', _type: 'article', title: 'Not of the sample' })
    .commit()
  const changed = await lake.list()
  expect(
    changed
      .filter(({ isChanged }) => isChanged)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual([drafted, edited, redrawn].toSorted())
  expect(changed.map(({ id }) => id)).not.toContain(gone)
  expect(changed.find(({ id }) => id === drafted)).toMatchObject({
    title: 'Ours',
    versions: expect.arrayContaining([drafted, `drafts.${drafted}`]),
  })
})
