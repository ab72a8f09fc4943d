import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { loadRenderer } from '#publisher/renderer.ts'
import { contentWithoutPictures, createRandom, deskOf, editAtRandom } from './random-edits.ts'
import { startSmallLake } from './small-lake.ts'

test('nothing on any page changes before the instant that the renderer names, and something does then', async () => {
  const random = createRandom(17)
  let now = Temporal.Instant.from('2027-01-10T15:00:00Z')
  await using lake = await startSmallLake(contentWithoutPictures(now))
  const desk = deskOf(lake)
  for (let edits = 0; edits < 40; edits += 1) editAtRandom(desk, random, now)
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  const { client } = lake
  const snapshot = await renderer.loadSnapshot(client)

  for (let steps = 0; steps < 8; steps += 1) {
    const changeAt = renderer.nextChangeAt(snapshot, now)
    if (changeAt === null) return expect(steps).toBeGreaterThan(5)
    const siteUrl = 'https://clinic.example'
    const selected = new Set<string>()
    for (const path of renderer.paths(snapshot, now)) {
      // Time changes nothing there, and drawing takes a while.
      if (renderer.isImmutable(path)) continue
      const { dependencies } = await renderer.render(path, { snapshot, now, siteUrl, client })
      for (const dependency of dependencies) selected.add(dependency)
    }
    // The notice names its own instant.
    selected.delete(`release ${siteUrl}`)
    const differs = (after: Temporal.Instant) =>
      [...selected].filter(renderer.changesBetween({ snapshot, now }, { snapshot, now: after }))
    expect(differs(changeAt.subtract({ milliseconds: 1 })), `before ${changeAt}`).toEqual([])
    expect(differs(changeAt), `at ${changeAt}`).not.toEqual([])
    now = changeAt
  }
})
