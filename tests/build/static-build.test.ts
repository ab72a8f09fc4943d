import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadRenderer } from '#publisher/renderer.ts'
import { loadBuildInput } from '#renderer/static-build.ts'
import { runBuild } from '#services/build.ts'
import { readToken, temporaryFolder } from '../contract/content-lake-fixture.ts'
import { type SeedLake, startSeedLake } from '../fixtures/seed-lake.ts'
import { seed } from '../fixtures/seed-roles.ts'

const now = Temporal.Instant.from('2026-11-23T14:00:00Z')
const siteUrl = 'https://clinic.example'
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
  expect(written.sort()).toEqual(paths.toSorted())
})

test('a strict build lists every fault with the field and the Studio’s address', async () => {
  await lake.client.patch(seed.article.id).set({ summary: '' }).commit()
  await lake.client.patch(seed.clearedService.id).set({ regulatoryStatus: 'miracle' }).commit()
  const input = loadBuildInput(buildEnvironment(), { isStrict: true, previous: undefined })
  await expect(input).rejects.toThrow(/service.*“regulatoryStatus”/)
  await expect(input).rejects.toThrow(/article.*“summary”/)
})

test('a build without a Content Lake says how to start one', async () => {
  const { url, ...gone } = await startSeedLake(now)
  await gone[Symbol.asyncDispose]()
  const input = loadBuildInput(buildEnvironment(url), { isStrict: true, previous: undefined })
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
