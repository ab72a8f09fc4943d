import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import { singletons } from '#domain/document-types.ts'
import { sampleClinicName } from '#domain/sample.ts'
import { firstHomePage, firstSettings } from '../documents/first-values.ts'
import { apiVersion } from '../project.ts'
import { parseSeed } from '../seed/parse-seed.ts'
import { listSample, type SampleItem, type Stored, sampleIds, toFileName } from './compare-sample.ts'

const storedList = z.array(z.looseObject({ _id: z.string(), _type: z.string(), _createdAt: z.string() }))
const assetList = z.array(z.object({ id: z.string(), name: z.string() }))

/** What is there of the sample, and which pictures came with it. */
export interface Sample {
  items: SampleItem[]
  /** The ids of the assets. */
  pictures: string[]
  /** Whether the settings are still those of the sample's clinic. */
  hasItsSettings: boolean
}

/** Reads what is there of the sample. */
export async function loadSample(client: SanityClient): Promise<Sample> {
  const { ndjson, pictureUrls } = await import('./seed-files.ts')
  const lake = raw(client)
  const [documents, assets]: unknown[] = await Promise.all([
    lake.fetch('*[_id in $ids]', { ids: sampleIds(ndjson) }),
    lake.fetch(
      '*[_type == "sanity.imageAsset" && originalFilename in $names]{"id": _id, "name": originalFilename}',
      { names: [...pictureUrls.keys()] },
    ),
  ])
  const stored: Stored[] = storedList.parse(documents)
  const pictures = new Map(assetList.parse(assets).map(({ id, name }) => [id, name]))
  const settings = stored.find(({ _id }) => _id === 'siteSettings')
  return {
    items: listSample(stored, pictures, ndjson),
    pictures: [...pictures.keys()],
    hasItsSettings: settings?.clinicName === sampleClinicName,
  }
}

/** Puts the sample into an empty Content Lake: its pictures first, then all documents in one step. */
export async function addSample(
  client: SanityClient,
  now: Temporal.Instant,
  onPicture: (done: number, total: number) => void,
): Promise<void> {
  const { ndjson, pictureUrls } = await import('./seed-files.ts')
  const lake = raw(client)
  const assets = new Map<string, string>()
  for (const [name, url] of pictureUrls) {
    onPicture(assets.size, pictureUrls.size)
    const response = await fetch(url)
    if (!response.ok) throw new Error(`The picture ${name} cannot be loaded (${response.status}).`)
    const { _id } = await lake.assets.upload('image', await response.blob(), { filename: name })
    assets.set(name, _id)
  }
  const transaction = lake.transaction()
  for (const document of parseSeed(withAssets(ndjson, assets), now)) transaction.createOrReplace(document)
  // What somebody has typed already stays, and is the sample's until that goes.
  const draft = await lake.getDocument('drafts.siteSettings')
  if (draft) transaction.patch(draft._id, { set: { isSample: true } })
  await transaction.commit({ tag: 'sample.add' })
}

/**
 * Removes documents of the sample in one step, then the pictures that nothing else shows. The settings and the home page
 * are what a site cannot do without: they stay until others are published, and the form for these begins empty.
 * @throws when the Content Lake refuses; nothing has changed then.
 */
export async function removeSample(
  client: SanityClient,
  sample: Sample,
  leaving: readonly SampleItem[],
): Promise<void> {
  const lake = raw(client)
  const transaction = lake.transaction()
  for (const { id, versions } of leaving) {
    if (!singletons.includes(id)) for (const version of versions) transaction.delete(version)
  }
  const [settings, homePage] = ['siteSettings', 'homePage'].map(id =>
    sample.items.find(item => item.id === id),
  )
  for (const version of settings?.versions ?? []) {
    // While the published settings are the sample's, so is the site.
    if (version === 'siteSettings' && sample.hasItsSettings) continue
    transaction.patch(version, { unset: ['isSample'] })
  }
  if (sample.hasItsSettings) {
    transaction.createIfNotExists(firstSettings('drafts.siteSettings'))
    if (!homePage?.isChanged) transaction.createIfNotExists(firstHomePage('drafts.homePage'))
  }
  await transaction.commit({ tag: 'sample.remove' })
  await removePictures(lake, sample.pictures)
}

async function removePictures(lake: SanityClient, ids: readonly string[]): Promise<void> {
  const showing: unknown = await lake.fetch('*[references($ids)]', { ids })
  const text = JSON.stringify(showing)
  const unused = ids.filter(id => !text.includes(id))
  if (unused.length === 0) return
  const transaction = lake.transaction()
  for (const id of unused) transaction.delete(id)
  await transaction.commit({ tag: 'sample.pictures' })
}

function withAssets(ndjson: string, assets: ReadonlyMap<string, string>): string {
  return ndjson.replace(
    /"_sanityAsset":"([^"]+)"/g,
    (_, file: string) => `"asset":{"_type":"reference","_ref":"${assets.get(toFileName(file))}"}`,
  )
}

function raw(client: SanityClient): SanityClient {
  return client.withConfig({ apiVersion, perspective: 'raw', useCdn: false })
}
