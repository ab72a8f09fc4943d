import { resolve } from 'node:path'
import { loadRenderer } from '#publisher/renderer.ts'
import { createApiClient } from '#sanity/api-client.ts'
import type { Snapshot } from '#sanity/snapshot.ts'
import { published, snapshotFrom } from '../fixtures/published.ts'

export const siteUrl = 'https://clinic.example'

/** Nothing that these tests see is made of an original. */
const client = createApiClient('http://127.0.0.1:1')

/** The files of a small site, made by the built renderer of what is published, at an instant. */
export async function smallSite(fields: Record<string, unknown[]> = {}, at = '2026-11-23T14:00:00Z') {
  const renderer = await loadRenderer(resolve('.build/renderer/entry.mjs'))
  const snapshot: Snapshot = snapshotFrom(published(fields))
  const now = Temporal.Instant.from(at)
  return {
    snapshot,
    paths: () => renderer.paths(snapshot, now),
    closedPaths: () => renderer.closedPaths(snapshot, now),
    nextChangeAt: () => renderer.nextChangeAt(snapshot, now),
    async see(path: string, options: { isEditable?: boolean } = {}) {
      const { body, contentType, status, dependencies } = await renderer.render(path, {
        snapshot,
        now,
        siteUrl,
        client,
        ...options,
      })
      return { body, contentType, status, dependencies, text: new TextDecoder().decode(body) }
    },
  }
}
