import { readdir, readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadRenderer } from '#publisher/renderer.ts'
import { runBuild } from '#services/build.ts'
import { readToken } from '../contract/content-lake-fixture.ts'
import { type SeedLake, startSeedLake } from '../fixtures/seed-lake.ts'
import { seed } from '../fixtures/seed-roles.ts'

const now = Temporal.Instant.from('2026-11-23T14:00:00Z')
const siteUrl = 'https://clinic.example'
let lake: SeedLake

beforeAll(async () => {
  lake = await startSeedLake(now)
}, 60_000)

afterAll(() => lake[Symbol.asyncDispose]())

/** Builds the site as `npm run build` does, from this test's Content Lake. */
async function buildSite(folder: string): Promise<void> {
  const given = {
    CONTENT_LAKE_URL: lake.url,
    SANITY_API_READ_TOKEN: readToken,
    SITE_URL: siteUrl,
    BUILD_TIME: now.toString(),
    OUT_DIR: folder,
  }
  const before = Object.fromEntries(Object.keys(given).map(name => [name, process.env[name]]))
  Object.assign(process.env, given)
  try {
    await runBuild('site', process.cwd())
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

test('a static build and the publisher’s renderer make the same files, byte for byte', async () => {
  const folder = join(lake.folder, 'dist')
  await buildSite(folder)
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
  expect(written.sort()).toEqual(paths.toSorted())
}, 300_000)

test('a strict build lists every fault with the field and the Studio’s address, and makes nothing', async () => {
  await lake.client.patch(seed.article.id).set({ summary: '' }).commit()
  await lake.client.patch(seed.clearedService.id).set({ regulatoryStatus: 'miracle' }).commit()
  const build = buildSite(join(lake.folder, 'broken'))
  await expect(build).rejects.toThrow(/service.*“regulatoryStatus”/)
  await expect(build).rejects.toThrow(/article.*“summary”/)
  await expect(readdir(join(lake.folder, 'broken'))).rejects.toThrow()
}, 300_000)

test('a build without a Content Lake says how to start one', async () => {
  await using gone = await startSeedLake(now)
  const url = gone.url
  await gone[Symbol.asyncDispose]()
  const previous = lake
  lake = { ...previous, url }
  try {
    await expect(buildSite(join(previous.folder, 'none'))).rejects.toThrow('Start it with “npm start”')
  } finally {
    lake = previous
  }
}, 300_000)
