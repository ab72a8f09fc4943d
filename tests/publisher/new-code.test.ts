import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findLiveName, locateManifest } from '#publisher/releases/read-release.ts'
import { loadRenderer } from '#publisher/renderer.ts'
import { openSiteFolder } from '#publisher/site-folder.ts'
import { temporaryFolder } from '../contract/content-lake-fixture.ts'
import { createManualClock } from './manual-clock.ts'
import { contentWithoutPictures } from './random-edits.ts'
import { startSmallLake } from './small-lake.ts'
import { sharedFinisher } from './test-publisher.ts'

/* What new code reads again of the content that the code before has read: the built renderer, on the folder of other code. */

let site: Awaited<ReturnType<typeof startSite>>

beforeAll(async () => {
  site = await startSite()
})

afterAll(() => site[Symbol.asyncDispose]())

async function startSite() {
  const stack = new AsyncDisposableStack()
  const folder = stack.use(await temporaryFolder()).path
  const clock = createManualClock('2027-01-10T15:00:00Z')
  const lake = stack.use(await startSmallLake(contentWithoutPictures(clock.now())))
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))

  /** Publishes; `read` are the documents that were asked for. */
  async function publish() {
    const opened = await openSiteFolder({
      settings: {
        folder,
        siteUrl: 'https://clinic.example',
        studioUrls: ['http://localhost:3333'],
        keepReleases: 3,
        compareEveryMs: 3_600_000,
        maxRemovedShare: 0.5,
      },
      job: 'publisher',
      clock,
      client: lake.client,
      renderer,
      log: pino({ level: 'silent' }),
      finisher: sharedFinisher(),
    })
    lake.askedFor.length = 0
    const { reason, facts } = await opened.publishing.publish({ acceptRemoval: false })
    const paths = [...(opened.publishing.current()?.record.files.keys() ?? [])]
    await opened.close()
    expect(reason).toBeNull()
    return { paths, rendered: facts.rendered, read: new Set(lake.askedFor) }
  }

  await publish()
  return {
    lake,
    /** Publishes on the live release, made by other code, of another content version if one is given. */
    async publishAnew(kept: { contentVersion?: string | undefined } = {}) {
      const manifest = locateManifest(folder, (await findLiveName(folder)) ?? '')
      const { contentVersion } = renderer
      const stored = { ...JSON.parse(readFileSync(manifest, 'utf8')), contentVersion, ...kept }
      writeFileSync(manifest, JSON.stringify({ ...stored, codeVersion: 'other-code' }))
      const { paths, ...done } = await publish()
      // The redirects, too, which are no file.
      const all = paths.filter(path => !renderer.isImmutable(path)).length + 1
      return { ...done, all }
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

test('code that reads content as the code before asks for no document, and renders every page', async () => {
  const { read, rendered, all } = await site.publishAnew()
  expect([...read]).toEqual([])
  expect(rendered).toBe(all)
})

test('such code reads what was published meanwhile, and no more', async () => {
  const [id, article] = [...site.lake.documents].find(([, { _type }]) => _type === 'article') ?? []
  site.lake.publish({ ...article, _id: String(id), summary: 'Published during the upgrade.' })
  const { read, rendered, all } = await site.publishAnew()
  expect([...read]).toEqual([id])
  expect(rendered).toBe(all)
})

test.each([
  ['with another query or contract', 'another'],
  ['on the folder of a version that kept none', undefined],
])('code %s reads every document again', async (_, contentVersion) => {
  const { read, rendered, all } = await site.publishAnew({ contentVersion })
  expect(read).toEqual(new Set(site.lake.documents.keys()))
  expect(rendered).toBe(all)
})
