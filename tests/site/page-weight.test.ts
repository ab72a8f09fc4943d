import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { arrangements } from '#domain/look/choices.ts'
import { compress } from '#publisher/releases/compress.ts'
import { loadRenderer } from '#publisher/renderer.ts'
import { sampleInstant, startSeedLake } from '../fixtures/seed-lake.ts'
import { siteUrl } from '../machines/small-site.ts'

/** What a page may weigh, HTML and stylesheets compressed, in bytes. */
const mostBytes = 15_000

test('every page of the sample keeps to its budget in the heaviest look, however it is arranged', async () => {
  const now = sampleInstant
  await using lake = await startSeedLake(now, 'all')
  const { client } = lake
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  const chosen = {
    color: '#7a2147',
    accent: '#d97706',
    font: 'classic',
    corners: 'round',
    header: 'band',
    drawing: 'circles',
  }
  const faults: string[] = []
  // Named by what they hold.
  const sheetBytes = new Map<string, number>()
  for (const { value: arrangement } of arrangements) {
    await client
      .patch('siteSettings')
      .set({ look: { ...chosen, arrangement } })
      .commit()
    const snapshot = await renderer.loadSnapshot(client)
    const weigh = async (path: string) => {
      const { body, contentType } = await renderer.render(path, { snapshot, now, siteUrl, client })
      const bytes = compress(body, contentType)?.byteLength ?? body.byteLength
      return { bytes, text: new TextDecoder().decode(body) }
    }
    for (const path of renderer.paths(snapshot, now).filter(each => /\/$|\.html$/.test(each))) {
      const page = await weigh(path)
      expect(page.text).toContain(chosen.color)
      const sheets = [...page.text.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)]
      let total = page.bytes
      for (const [, href = ''] of sheets) {
        const bytes = sheetBytes.get(href) ?? (await weigh(href)).bytes
        sheetBytes.set(href, bytes)
        total += bytes
      }
      if (total > mostBytes) faults.push(`${path}, arranged as “${arrangement}”, weighs ${total} bytes`)
    }
  }
  expect(faults).toEqual([])
})
