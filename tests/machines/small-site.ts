import { resolve } from 'node:path'
import { loadRenderer } from '../../services/publisher/renderer.ts'
import type { Snapshot } from '../../src/content/snapshot.ts'
import { published, snapshotFrom } from '../fixtures/published.ts'

export const siteUrl = 'https://clinic.example'

/** The files of a small site, made by the built renderer of what is published, at an instant. */
export async function smallSite(fields: Record<string, unknown[]> = {}, at = '2026-11-23T14:00:00Z') {
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  const snapshot: Snapshot = snapshotFrom(published(fields))
  const now = Temporal.Instant.from(at)
  return {
    snapshot,
    paths: () => renderer.paths(snapshot, now),
    nextChangeAt: () => renderer.nextChangeAt(snapshot, now),
    async see(path: string) {
      const { body, contentType, status, reads } = await renderer.render(path, { snapshot, now, siteUrl })
      return { body, contentType, status, reads, text: new TextDecoder().decode(body) }
    },
  }
}
