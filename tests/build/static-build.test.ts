import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadRenderer } from '#publisher/renderer.ts'
import { runBuild } from '#services/build.ts'
import { buildSite } from '#services/static-site/build-site.ts'
import { readToken, temporaryFolder } from '../contract/content-lake-fixture.ts'
import { type SeedLake, sampleInstant, startSeedLake } from '../fixtures/seed-lake.ts'
import { seed } from '../fixtures/seed-roles.ts'
import { sharedFinisher } from '../publisher/test-publisher.ts'

const now = sampleInstant
const siteUrl = 'https://clinic.example'
let lake: SeedLake

beforeAll(async () => {
  lake = await startSeedLake(now, 'few')
})

afterAll(() => lake[Symbol.asyncDispose]())

/** Builds this test's content into “dist” of its folder, as `npm run build` does. */
async function build(variables: Record<string, string> = {}) {
  const warnings: string[] = []
  const built = await buildSite({
    root: process.cwd(),
    variables: {
      CONTENT_LAKE_URL: lake.url,
      SANITY_API_READ_TOKEN: readToken,
      SITE_URL: siteUrl,
      BUILD_TIME: now.toString(),
      OUT_DIR: join(lake.folder, 'dist'),
      ...variables,
    },
    keptFolder: join(lake.folder, 'kept'),
    onWarning: text => warnings.push(text),
    finisher: sharedFinisher(),
  })
  return { ...built, warnings }
}

/** Every file that was built, as its path in the site. */
async function listBuilt(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => `/${relative(folder, join(entry.parentPath, entry.name))}`.replace(/\/index\.html$/, '/'))
    .sort()
}

/** Every built file, by its path. */
async function readBuilt(folder: string): Promise<Map<string, Buffer>> {
  const paths = await listBuilt(folder)
  const read = async (path: string) =>
    await readFile(join(folder, path.endsWith('/') ? `${path}index.html` : path))
  return new Map(await Promise.all(paths.map(async path => [path, await read(path)] as const)))
}

/** Holds a build against one of the same content. */
async function expectSame(folder: string, before: Map<string, Buffer>) {
  const built = await readBuilt(folder)
  expect([...built.keys()]).toEqual([...before.keys()])
  for (const [path, body] of built) expect(before.get(path)?.equals(body), path).toBe(true)
}

/** Holds a build against what the renderer makes of the same content now; returns its files. */
async function checkFiles(folder: string): Promise<Map<string, Buffer>> {
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  const snapshot = await renderer.loadSnapshot(lake.client)
  const paths = renderer.paths(snapshot, now)
  const forHosts = ['/_headers', '/_redirects', seed.article.oldPath]
  const built = await readBuilt(folder)
  expect([...built.keys()]).toEqual([...paths, ...forHosts].sort())
  for (const path of paths) {
    const { body } = await renderer.render(path, { snapshot, now, siteUrl, client: lake.client })
    expect(built.get(path)?.equals(body), `${path} in ${pathToFileURL(folder)}`).toBe(true)
  }
  return built
}

test('a static build has the files of a release, byte for byte, and a second one takes them over', async () => {
  const first = await build()
  expect(first).toMatchObject({ rendered: first.files, read: first.documents, warnings: [] })
  const built = await checkFiles(first.folder)
  const second = await build()
  expect(second).toMatchObject({ files: first.files, rendered: 0, read: 0 })
  await expectSame(second.folder, built)
})

test('a build after an edit reads that document, and renders what shows it', async () => {
  await build()
  await lake.client.patch(seed.article.id).set({ title: 'Another title' }).commit()
  const { read, rendered, files, folder } = await build()
  expect(read).toBe(1)
  expect(rendered).toBeGreaterThan(1)
  expect(rendered).toBeLessThan(files / 2)
  const page = await readFile(join(folder, 'articles', seed.article.slug, 'index.html'), 'utf8')
  expect(page.includes('>Another title</h1>')).toBe(true)
  await checkFiles(folder)
})

test('a build by other code reads no document again, and renders every page', async () => {
  const before = await readBuilt((await build()).folder)
  const file = join(lake.folder, 'kept/record')
  await writeFile(file, serialize({ ...deserialize(await readFile(file)), madeBy: 'other code' }))
  const page = join(lake.folder, 'kept/files/contact/index.html')
  await writeFile(page, 'of other code')
  const { read, rendered, files, folder, warnings } = await build()
  expect({ read, warnings }).toEqual({ read: 0, warnings: [] })
  expect(rendered).toBeGreaterThan(10)
  expect(rendered).toBeLessThan(files)
  await expectSame(folder, before)
})

test('a build on the record of code that kept no content version reads everything again', async () => {
  const before = await readBuilt((await build()).folder)
  const file = join(lake.folder, 'kept/record')
  await writeFile(file, serialize({ ...deserialize(await readFile(file)), readBy: undefined }))
  const { read, documents, folder, warnings } = await build()
  expect({ read, warnings }).toEqual({ read: documents, warnings: [] })
  await expectSame(folder, before)
})

test('a build that was broken off leaves nothing to the next but pictures', async () => {
  const { files, folder } = await build()
  const before = await readBuilt(folder)
  const page = join(lake.folder, 'kept/files/contact/index.html')
  await rm(join(lake.folder, 'kept/record'))
  await writeFile(page, 'of a build that did not come to its end')
  const { rendered } = await build()
  expect(rendered).toBeGreaterThan(10)
  expect(rendered).toBeLessThan(files)
  await expectSame(folder, before)
})

test('a damaged record is reported, and everything is read again', async () => {
  const { documents, folder } = await build()
  const before = await readBuilt(folder)
  await writeFile(join(lake.folder, 'kept/record'), 'not what it was')
  const again = await build()
  expect(again.read).toBe(documents)
  expect(again.warnings.join()).toContain('everything is read')
  await expectSame(again.folder, before)
})

test('a build goes on with the last good version of a document with a fault, and says what must be mended', async () => {
  const page = join('articles', seed.article.slug, 'index.html')
  const before = await readFile(join((await build()).folder, page), 'utf8')
  await lake.client.patch(seed.article.id).set({ title: 'No summary', summary: '' }).commit()
  const { folder, warnings } = await build()
  expect(await readFile(join(folder, page), 'utf8')).toBe(before)
  expect(warnings.join()).toMatch(/Held back: article.*“summary”/)
  const release = JSON.parse(await readFile(join(folder, 'release.json'), 'utf8'))
  expect(Object.keys(release.heldBack)).toEqual([seed.article.id])
  expect(release.faults).toMatchObject([{ documentId: seed.article.id, field: 'summary', level: 'heldBack' }])
})

test('a first build with a faulty document, before the site has a host, leaves it out and says so once', async () => {
  const { id, path } = seed.article
  await lake.client.patch(id).set({ summary: '' }).commit()
  await rm(join(lake.folder, 'kept'), { recursive: true, force: true })
  // Longer than a label may be: no name system is asked.
  const nowhere = `https://${'a'.repeat(64)}.localhost`
  const { folder, warnings } = await build({ SITE_URL: nowhere })
  expect(warnings.filter(warning => warning.includes(`no host has the name of ${nowhere}`))).toHaveLength(1)
  expect(await listBuilt(folder)).not.toContain(path)
  await rm(join(lake.folder, 'kept'), { recursive: true })
  await expect(build({ SITE_URL: 'http://127.0.0.1:9' })).rejects.toThrow(
    /^http:\/\/127\.0\.0\.1:9\/release\.json could not be read: .+ whether the site is up\.$/,
  )
})

test('without a Content Lake “npm run build” fails, says how to start one, and builds nothing', async () => {
  const { url, ...gone } = await startSeedLake(now, 'few')
  await gone[Symbol.asyncDispose]()
  const outDir = join(lake.folder, 'none')
  const child = spawn(process.execPath, ['services/static-site/main.ts'], {
    env: { ...process.env, CONTENT_LAKE_URL: url, OUT_DIR: outDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [errors] = await Promise.all([text(child.stderr), once(child, 'close')])
  expect(child.exitCode).toBe(1)
  expect(errors).toContain('Start it with “npm start”')
  expect(existsSync(outDir)).toBe(false)
})

test('a build that fails says why, and leaves the last good one', async () => {
  await using folder = await temporaryFolder()
  const inside = (path: string) => join(folder.path, path)
  await mkdir(inside('node_modules/.bin'), { recursive: true })
  await mkdir(inside('.build/renderer'), { recursive: true })
  await writeFile(inside('.build/renderer/entry.mjs'), 'the last good one')
  const astro =
    '#!/bin/sh\nmkdir "$OUT_DIR"\necho half > "$OUT_DIR/entry.mjs"\necho "It has a fault." >&2\nexit 1\n'
  await writeFile(inside('node_modules/.bin/astro'), astro, { mode: 0o755 })

  await expect(runBuild('renderer', folder.path)).rejects.toThrow('It has a fault.')

  expect(await readFile(inside('.build/renderer/entry.mjs'), 'utf8')).toBe('the last good one')
  expect(await readdir(inside('.build'))).toEqual(['renderer'])
})
