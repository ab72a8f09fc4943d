import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { sanityImport } from '@sanity/import'
import type { SanityDocument } from 'sanity'
import { expect, test } from 'vitest'
import { announcementState, findBarAnnouncement } from '#domain/announcements.ts'
import { loadSnapshot } from '#sanity/load-snapshot.ts'
import type { Snapshot } from '#sanity/snapshot.ts'
import { seedFile, seedFolder } from '#services/start/seed.ts'
import { startTestLake } from '#tests/contract/content-lake-fixture.ts'
import { studioMarks } from '#tests/contract/studio-forms.ts'
import { importSeed, readSeed } from '../fixtures/seed.ts'

const now = Temporal.Instant.from('2027-03-01T17:00:00Z')

test('Sanity’s importer takes the seed, and neither Studio nor site find a fault with it', async () => {
  await using lake = await startTestLake({ now: () => now })
  const client = lake.client()
  const documents = readSeed(now)

  // As `sanity dataset import studio/seed/data.ndjson --replace` does: the dates are those of the file.
  const options = { client, operation: 'createOrReplace', assetsBase: seedFolder } as const
  const fromFile = await sanityImport(createReadStream(seedFile), options)
  expect(fromFile).toEqual({ numDocs: documents.length, warnings: [] })

  // As the first start does. The pictures are there already: they are not uploaded again.
  await importSeed(client, readSeed(now))
  const assets = await client.fetch<number>('count(*[_type == "sanity.imageAsset"])')
  expect(assets).toBe((await readdir(join(seedFolder, 'images'))).length)

  const imported = await client.fetch<SanityDocument[]>('*[!(_type match "sanity.*")]')
  expect(imported).toHaveLength(documents.length)
  expect(await studioFaults(imported, client)).toEqual([])

  const snapshot = await loadSnapshot(client)
  expect(snapshot.faults).toEqual([])
  expect(announced(snapshot)).toEqual({
    barStartDate: '2027-03-06',
    states: ['ended', 'live', 'live', 'scheduled'],
  })
})

/** Which group start the bar shows, and the states of all announcements. */
function announced({ documents, settings }: Snapshot) {
  const announcements = documents.flatMap(({ shown }) => (shown?._type === 'announcement' ? [shown] : []))
  const bar = findBarAnnouncement(announcements, settings.timeZone, now)
  return {
    barStartDate: bar?.startDate,
    states: announcements
      .map(announcement => announcementState(announcement, settings.timeZone, now))
      .toSorted(),
  }
}

/** What the Studio’s forms would mark, errors and warnings alike. */
async function studioFaults(documents: SanityDocument[], client: SanityClient) {
  const ids = new Set(documents.map(document => document._id))
  const faults = []
  for (const document of documents) {
    const marks = await studioMarks(document, client, id => ids.has(id) || id.startsWith('image-'))
    faults.push(...marks.map(({ path, message }) => ({ id: document._id, path, message })))
  }
  return faults
}
