import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadRenderer } from '#publisher/renderer.ts'
import { loadBuildInput } from '#renderer/static-build.ts'
import { describeRelease } from '#selectors/release.ts'
import { runBuild } from '#services/build.ts'
import { readToken, temporaryFolder } from '../contract/content-lake-fixture.ts'
import { type SeedLake, startSeedLake } from '../fixtures/seed-lake.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { startLiveSite } from './live-site.ts'

const now = Temporal.Instant.from('2026-11-23T14:00:00Z')
const siteUrl = 'https://clinic.example'
const deployed = { isDeployed: true, previous: undefined }
let lake: SeedLake

beforeAll(async () => {
  lake = await startSeedLake(now)
})

afterAll(() => lake[Symbol.asyncDispose]())

/** What `npm run build` is told, to build from this test's Content Lake. */
function buildEnvironment(url = lake.url) {
  return {
    CONTENT_LAKE_URL: url,
    SANITY_API_READ_TOKEN: readToken,
    SITE_URL: siteUrl,
    BUILD_TIME: now.toString(),
  }
}

test('a static build and the publisher’s renderer make the same files, byte for byte', async () => {
  const folder = join(lake.folder, 'dist')
  await runBuild('site', process.cwd(), { env: { ...buildEnvironment(), OUT_DIR: folder } })
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  const snapshot = await renderer.loadSnapshot(lake.client)
  const paths = renderer.paths(snapshot, now)
  for (const path of paths) {
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
    const { body, status } = await renderer.render(path, { snapshot, now, siteUrl, client: lake.client })
    expect(status, path).toBe(Number(/^\/(4\d\d)\.html$/.exec(path)?.[1] ?? 200))
    expect(
      Buffer.from(body).equals(await readFile(file)),
      `${path} differs from ${pathToFileURL(file)}`,
    ).toBe(true)
  }
  const written = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => `/${relative(folder, join(entry.parentPath, entry.name))}`.replace(/\/index\.html$/, '/'))
  const { oldPath } = seed.article
  expect(written.sort()).toEqual([...paths, '/_headers', '/_redirects', oldPath].sort())
})

test('a document with a fault keeps the version that the live site shows, and release.json says so', async () => {
  const { id } = seed.article
  const [good, service] = await lake.client.getDocuments([id, seed.clearedService.id])
  await using live = await startLiveSite({ documents: { [id]: good?._rev ?? '' } })
  const broken = await lake.client.patch(id).set({ title: 'Without a summary', summary: '' }).commit()
  await lake.client.patch(seed.clearedService.id).set({ regulatoryStatus: 'miracle' }).commit()

  const { site } = await loadBuildInput({ ...buildEnvironment(), SITE_URL: live.url }, deployed)

  const titles = [...site.snapshot.articles, ...site.snapshot.services].map(({ title }) => title)
  expect(titles).toContain(good?.title)
  expect(titles).not.toContain('Without a summary')
  // Of this one, the live site has shown no version.
  expect(titles).not.toContain(service?.title)
  expect(site.snapshot.faults.map(({ field }) => field).sort()).toEqual(['regulatoryStatus', 'summary'])
  vi.stubGlobal('__CODE_VERSION__', 'test')
  const { documents, heldBack } = describeRelease(site, live.url)
  expect(documents[id]).toBe(good?._rev)
  expect(heldBack[id]).toBe(broken._rev)
  await lake.client.createOrReplace(good ?? broken)
  await lake.client.createOrReplace(service ?? broken)
})

test('broken settings leave those that the live site shows', async () => {
  const good = await lake.client.getDocument('siteSettings')
  await using live = await startLiveSite({ documents: { siteSettings: good?._rev ?? '' } })
  await using other = await startLiveSite(null)
  const broken = await lake.client.patch('siteSettings').set({ callNumber: 'nine' }).commit()

  const { site } = await loadBuildInput({ ...buildEnvironment(), SITE_URL: live.url }, deployed)
  expect(site.snapshot.settings.callNumber).toBe(good?.callNumber)

  const first = loadBuildInput({ ...buildEnvironment(), SITE_URL: other.url }, deployed)
  await expect(first).rejects.toThrow(/“Settings” is not published, or cannot be used[\s\S]*“callNumber”/)
  await lake.client.createOrReplace(good ?? broken)
})

test('an address that one page keeps holds back the page that takes it', async () => {
  const [older, newer] = await lake.client.getDocuments(['page-older', 'page-newer'])
  expect([older, newer]).toEqual([null, null])
  const page = await lake.client.fetch('*[_type == "page"][0]')
  await lake.client.create({ ...page, _id: 'page-older', slug: { _type: 'slug', current: 'older' } })
  await lake.client.create({ ...page, _id: 'page-newer', slug: { _type: 'slug', current: 'newer' } })
  const shown = await lake.client.getDocuments(['page-older', 'page-newer'])
  const documents = Object.fromEntries(shown.flatMap(each => (each ? [[each._id, each._rev]] : [])))
  await using live = await startLiveSite({ documents })
  await lake.client.patch('page-older').set({ 'slug.current': 'newer' }).commit()

  const { site } = await loadBuildInput({ ...buildEnvironment(), SITE_URL: live.url }, deployed)

  expect(site.byPath.get('/newer/')?._id).toBe('page-newer')
  expect(site.byPath.get('/older/')?._id).toBe('page-older')
  expect(site.snapshot.faults.map(({ documentId }) => documentId)).toEqual(['page-older'])
  await lake.client.delete('page-older')
  await lake.client.delete('page-newer')
})

test('a build without a Content Lake says how to start one', async () => {
  const { url, ...gone } = await startSeedLake(now)
  await gone[Symbol.asyncDispose]()
  const input = loadBuildInput(buildEnvironment(url), deployed)
  await expect(input).rejects.toThrow('Start it with “npm start”')
})

test('a build that fails says why, and leaves the last good one', async () => {
  await using folder = await temporaryFolder()
  const inside = (path: string) => join(folder.path, path)
  await mkdir(inside('node_modules/.bin'), { recursive: true })
  await mkdir(inside('dist'))
  await writeFile(inside('dist/index.html'), 'the last good one')
  const astro =
    '#!/bin/sh\nmkdir "$OUT_DIR"\necho half > "$OUT_DIR/index.html"\necho "It has a fault." >&2\nexit 1\n'
  await writeFile(inside('node_modules/.bin/astro'), astro, { mode: 0o755 })

  await expect(runBuild('site', folder.path, { env: {} })).rejects.toThrow('It has a fault.')

  expect(await readFile(inside('dist/index.html'), 'utf8')).toBe('the last good one')
  expect(await readdir(folder.path)).toEqual(['dist', 'node_modules'])
})
