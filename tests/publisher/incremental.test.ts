import { resolve } from 'node:path'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { openStoredFiles } from '#publisher/releases/file-store.ts'
import { readBody, readRelease, type StoredRelease } from '#publisher/releases/read-release.ts'
import { restoreContent } from '#publisher/releases/stored-content.ts'
import { loadRenderer } from '#publisher/renderer.ts'
import { toUpdate } from '#publisher/serve/release-update.ts'
import { openServedReleases, type ServedReleases } from '#publisher/serve/served-releases.ts'
import { openSiteFolder } from '#publisher/site-folder.ts'
import { temporaryFolder } from '../contract/content-lake-fixture.ts'
import { sized } from '../faults/size.ts'
import { createManualClock } from './manual-clock.ts'
import { contentWithoutPictures, createRandom, deskOf, editAtRandom } from './random-edits.ts'
import { startSmallLake } from './small-lake.ts'
import { sharedFinisher } from './test-publisher.ts'

const siteUrl = 'https://clinic.example'
const studioUrl = 'http://localhost:3333'
const steps = Number(process.env.EDITS ?? sized(5, 200))

/** Steps after which the publisher restarts from what is on disk. */
const restartEvery = sized(4, 8)

/**
 * Random edits, and random stretches of time: after each, every file of the live release is the one that a renderer
 * which knows nothing of earlier releases makes of the same content at the same instant.
 */
test(`after each of ${steps} random edits, a release holds what a render of all pages gives`, {
  timeout: steps * 20_000,
}, async () => {
  const random = createRandom(20_260_206)
  const clock = createManualClock('2027-01-10T15:00:00Z')
  await using folder = await temporaryFolder()
  await using lake = await startSmallLake(contentWithoutPictures(clock.now()))
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  const { client } = lake
  const desk = deskOf(lake)
  const served: { releases: ServedReleases | null; last: StoredRelease | null } = {
    releases: null,
    last: null,
  }
  let site = await open()
  const drawn = new Map<string, Buffer>()
  let reused = 0
  let rendered = 0

  for (let step = 0; step < steps; step += 1) {
    const done = Array.from({ length: sized(2, 1) + random.below(3) }, () =>
      editAtRandom(desk, random, clock.now()),
    )
    if (random.below(3) === 0) clock.advance(random.below(36) * 3_600_000)
    if (step % restartEvery === restartEvery - 1) {
      await site.close()
      site = await open()
    }
    const result = await site.publish({ acceptRemoval: true })
    expect(result.reason, `step ${step}: ${done.join(', ')}`).toBeNull()
    rendered += result.facts.rendered ?? 0
    reused += result.facts.reused ?? 0
    await site.whenQuiet()
    await expectWhole(`step ${step}: ${done.join(', ')}`)
  }
  await site.close()
  served.releases?.close()
  // It shares most of its files, or it would pass by rendering everything each time.
  expect(reused).toBeGreaterThan(rendered)

  async function open() {
    const opened = await openSiteFolder({
      settings: {
        folder: folder.path,
        siteUrl,
        studioUrls: [studioUrl],
        keepReleases: 3,
        compareEveryMs: 3_600_000,
        maxRemovedShare: 1,
      },
      job: 'publisher',
      clock,
      client,
      renderer,
      log: pino({ level: 'silent' }),
      finisher: sharedFinisher(),
      async show(release) {
        served.releases ??= serve()
        served.releases.show(release.name, served.last && toUpdate(served.last, release))
        served.last = release
      },
    })
    await opened.publishing.start({ isDamaged: false })
    await opened.whenQuiet()
    return opened
  }

  function serve() {
    return openServedReleases({ folder: folder.path, keepReleases: 3, now: clock.now })
  }

  /** What was served before, with what differed since, is what the disk has. */
  function expectServed(name: string, when: string): void {
    const read = serve()
    read.show(name, null)
    expect(served.releases?.live(), when).toEqual(read.live())
    read.close()
  }

  async function expectWhole(when: string): Promise<void> {
    using files = openStoredFiles(folder.path)
    const name = site.publishing.current()?.name ?? ''
    expectServed(name, when)
    const release = readRelease(files, name)
    const snapshot = await restoreContent(release, renderer, studioUrl)
    const now = Temporal.Instant.from(release.record.publishedAt)
    const paths = renderer.paths(snapshot, now).filter(path => path !== '/redirects.json')
    expect([...release.record.files.keys()].toSorted(), when).toEqual(paths.toSorted())
    for (const [path, file] of release.record.files) {
      // It lists faults of held-back documents in the order in which they came up.
      if (path === '/release.json') continue
      const kept = readBody(files, file)
      // Made of the code alone, or of what the hash in its name is of: rendered once, it is known.
      if (drawn.get(path)?.equals(kept)) continue
      const { body, dependencies } = await renderer.render(path, { snapshot, now, siteUrl, client })
      if (dependencies.length === 0 || path.startsWith('/share/')) drawn.set(path, kept)
      expect(kept.equals(body), `${path} at ${when}`).toBe(true)
    }
  }
})
