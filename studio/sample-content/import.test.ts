import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { sanityImport } from '@sanity/import'
import type { SanityDocument } from 'sanity'
import { expect, test, vi } from 'vitest'
import { announcementSentence, announcementState, findBarAnnouncement } from '#domain/announcements.ts'
import { loadSnapshot } from '#sanity/load-snapshot.ts'
import type { Snapshot } from '#sanity/snapshot.ts'
import { startTestLake, temporaryFolder } from '#tests/contract/content-lake-fixture.ts'
import { studioMarks } from '#tests/contract/studio-forms.ts'
import { sampleContent } from './index.ts'
import { writeSampleContent } from './write-export.ts'

const now = Temporal.Instant.from('2026-11-23T14:00:00Z')

/** Drawing thirty pictures and importing them takes seconds on a busy machine. */
vi.setConfig({ testTimeout: 60_000 })

test('an export has one line a document and a file a picture, the same each time', async () => {
  await using first = await temporaryFolder()
  await using second = await temporaryFolder()
  const { dataFile, documents, pictures } = await writeSampleContent(first.path, now)
  await writeSampleContent(second.path, now)

  const lines = (await readFile(dataFile, 'utf8')).trimEnd().split('\n')
  expect(lines.map(line => JSON.parse(line))).toEqual(sampleContent(now))
  expect(lines).toHaveLength(documents)

  const files = await readdir(join(first.path, 'images'))
  expect(files).toHaveLength(pictures)
  for (const file of files) {
    const [one, other] = await Promise.all(
      [first, second].map(folder => readFile(join(folder.path, 'images', file))),
    )
    expect(one).toEqual(other)
  }
})

test('Sanity’s importer takes the export, and neither Studio nor site find a fault with it', async () => {
  await using folder = await temporaryFolder()
  await using lake = await startTestLake({ now: () => now })
  const client = lake.client()
  const { dataFile, documents, pictures } = await writeSampleContent(folder.path, now)
  const options = { client, operation: 'createOrReplace' } as const

  const fromFolder = await sanityImport(folder.path, options)
  expect(fromFolder).toEqual({ numDocs: documents, warnings: [] })

  // `sanity dataset import data.ndjson` reads the file and looks for pictures beside it; a second time changes nothing.
  const asCommand = { ...options, assetsBase: folder.path }
  const fromFile = await sanityImport(createReadStream(dataFile), asCommand)
  expect(fromFile).toEqual({ numDocs: documents, warnings: [] })

  const assets = await client.fetch<number>('count(*[_type == "sanity.imageAsset"])')
  expect(assets).toBe(pictures)

  const imported = await client.fetch<SanityDocument[]>('*[!(_type match "sanity.*")]')
  expect(imported).toHaveLength(documents)
  expect(await studioFaults(imported, client)).toEqual([])

  const snapshot = await loadSnapshot(client)
  expect(snapshot.faults).toEqual([])
  expect(announced(snapshot)).toEqual({
    bar: 'Next Group Therapy starts February 6th',
    states: {
      'announcement-group-spring': 'live',
      'announcement-group-summer': 'scheduled',
      'announcement-group-winter': 'live',
      'announcement-parking-lot': 'ended',
    },
  })
})

/** What the bar says, and the state of every announcement. */
function announced({ announcements, services, settings }: Snapshot) {
  const bar = findBarAnnouncement(announcements, settings.timeZone, now)
  const service = services.find(({ _id }) => _id === bar?.service?._ref)
  return {
    bar: bar && announcementSentence(bar, service?.title ?? null),
    states: Object.fromEntries(
      announcements.map(announcement => [
        announcement._id,
        announcementState(announcement, settings.timeZone, now),
      ]),
    ),
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
