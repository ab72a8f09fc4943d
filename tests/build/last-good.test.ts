import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadRenderer } from '#publisher/renderer.ts'
import type { Renderer } from '#renderer/contract.ts'
import { checkUpgrade } from '#services/static-site/check-upgrade.ts'
import { type SeedLake, sampleInstant, startSeedLake } from '../fixtures/seed-lake.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { startLiveSite } from './live-site.ts'

/* A build on a host that kept nothing of the build before: what it shows instead of documents with faults. */

const now = sampleInstant
let renderer: Renderer
let lake: SeedLake

beforeAll(async () => {
  renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  lake = await startSeedLake(now, 'few')
})

afterAll(() => lake[Symbol.asyncDispose]())

/** What a build would show while `live` is the release that is live. */
async function load(live: { documents: Record<string, string> } | null) {
  await using site = await startLiveSite(live)
  const snapshot = await renderer.loadSnapshot(lake.client, undefined, { lastGoodFrom: site.url })
  const context = { snapshot, now, siteUrl: site.url, client: lake.client }
  return {
    faults: snapshot.faults.map(({ documentId, field }) => `${documentId} ${field}`).sort(),
    page: async (path: string) => {
      const { status, body } = await renderer.render(path, context)
      return { status, text: Buffer.from(body).toString() }
    },
  }
}

/** Breaks documents, and mends them at the end. */
async function edit(
  changes: Record<string, object>,
): Promise<AsyncDisposable & { revisions: Record<string, string> }> {
  const before = (await lake.client.getDocuments(Object.keys(changes))).filter(document => document !== null)
  for (const [id, fields] of Object.entries(changes)) await lake.client.patch(id).set(fields).commit()
  return {
    revisions: Object.fromEntries(before.map(({ _id, _rev }) => [_id, _rev])),
    [Symbol.asyncDispose]: async () => {
      for (const { _rev, ...document } of before) await lake.client.createOrReplace(document)
    },
  }
}

test('a document with a fault keeps the version that is live, and release.json says which one waits', async () => {
  const { id, path, title } = seed.article
  await using broken = await edit({ [id]: { title: 'No summary', summary: '' } })
  const site = await load({ documents: broken.revisions })
  expect((await site.page(path)).text).toContain(title)
  expect(site.faults).toEqual([`${id} summary`])
  const release = JSON.parse((await site.page('/release.json')).text)
  expect(release.documents[id]).toBe(broken.revisions[id])
  expect(release.heldBack).toEqual({ [id]: (await lake.client.getDocument(id))?._rev })
})

test('one that was never live, or that history has lost, is left out', async () => {
  const { id, path } = seed.article
  await using _ = await edit({ [id]: { summary: '' } })
  for (const documents of [{}, { [id]: 'a-revision-that-is-gone' }]) {
    const site = await load({ documents })
    expect((await site.page(path)).status).toBe(404)
    expect(site.faults).toEqual([`${id} summary`])
  }
})

test('broken settings leave those that are live; without any, the build fails and says why', async () => {
  const number = seed.settings.callNumber
  await using broken = await edit({ siteSettings: { callNumber: 'nine' } })
  const site = await load({ documents: broken.revisions })
  expect((await site.page('/contact/')).text).toContain(number)
  await expect(load(null)).rejects.toThrow(
    /“Settings” is not published, or cannot be used[\s\S]*“callNumber”/,
  )
})

test('an address that one page has holds back the page that takes it', async () => {
  const page = await lake.client.fetch('*[_type == "page"][0]')
  for (const slug of ['older', 'newer']) {
    await lake.client.create({ ...page, _id: `page-${slug}`, slug: { _type: 'slug', current: slug } })
  }
  await using renamed = await edit({ 'page-older': { 'slug.current': 'newer' } })
  const newer = await lake.client.getDocument('page-newer')
  const site = await load({ documents: { ...renamed.revisions, 'page-newer': newer?._rev ?? '' } })
  expect((await site.page('/newer/')).status).toBe(200)
  expect((await site.page('/older/')).status).toBe(200)
  expect(site.faults).toEqual(['page-older slug'])
})

test('a live site that does not answer stops a build that would leave something out', async () => {
  await using _ = await edit({ [seed.article.id]: { summary: '' } })
  const away = renderer.loadSnapshot(lake.client, undefined, { lastGoodFrom: 'http://127.0.0.1:9' })
  await expect(away).rejects.toThrow(/release\.json could not be read/)
})

test('other code that shows nothing of a document that is live stops the build', async () => {
  const { id, title } = seed.article
  await using _ = await edit({ [id]: { summary: '' } })
  const revision = (await lake.client.getDocument(id))?._rev ?? ''
  // As the code before saw it, this revision was good.
  const check = async (live: { documents: Record<string, string>; codeVersion?: string }) => {
    await using site = await startLiveSite(live)
    const snapshot = await renderer.loadSnapshot(lake.client, undefined, { lastGoodFrom: site.url })
    await checkUpgrade(snapshot, renderer, site.url)
  }
  const documents = { [id]: revision }
  await expect(check({ documents, codeVersion: 'another' })).rejects.toThrow(
    new RegExp(`no longer show 1 of the documents[^]*${title}[^]*“summary”[^]*ACCEPT_REMOVAL=1`),
  )
  await check({ documents, codeVersion: renderer.codeVersion })
  await check({ documents: {}, codeVersion: 'another' })
})
