import type { SanityClient } from '@sanity/client'
import type { Renderer, Snapshot } from '#renderer/contract.ts'
import { untilAborted } from '#services/shared/until-aborted.ts'
import { type Clock, wait } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Announced } from '../webhooks/webhook.ts'
import { loadRevision } from './published-revisions.ts'

/** Waits between reads while the Content Lake has not caught up with its own webhook, in milliseconds. */
const catchUpDelaysMs = [50, 100, 200, 400, 800, 1600]

/** How many announced documents are checked: one that lags is reason enough to wait. */
const maxMissing = 10

type Input = {
  renderer: Renderer
  client: SanityClient
  previous: Snapshot | undefined
  studioUrl: string | undefined
  announced: readonly Announced[]
  clock: Clock
  log: Log
  signal: AbortSignal
}

/**
 * Loads a snapshot with at least the announced revisions. The API may answer from a replica that lags; if it does not
 * catch up in a few seconds, publishing goes ahead, and the periodic comparison finds the rest. Throws the signal's reason
 * as soon as it is aborted; a request that cannot be ended then continues unobserved.
 */
export function loadAnnounced(input: Input): Promise<Snapshot> {
  return Promise.race([load(input), untilAborted(input.signal)])
}

async function load(input: Input): Promise<Snapshot> {
  const { renderer, client, previous, studioUrl, clock, log, signal } = input
  const latest = new Map(input.announced.map(each => [each.documentId, each]))
  const announced = [...latest.keys()].filter(id => id !== null)
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted()
    const snapshot = await renderer.loadSnapshot(client, previous, { studioUrl, announced, signal })
    const missing = await findMissing(snapshot, attempt > 0)
    const delayMs = catchUpDelaysMs[attempt]
    if (missing.length === 0) return snapshot
    if (delayMs === undefined) {
      log.warn(
        { documents: missing },
        'The Content Lake does not show what its webhook announced; going on without',
      )
      return snapshot
    }
    await wait(clock, delayMs, signal)
  }

  async function findMissing(snapshot: Snapshot, readAgain: boolean): Promise<string[]> {
    const missing: string[] = []
    for (const [id, announced] of latest) {
      if (missing.length === maxMissing) break
      if (id === null || (announced.rev === null && !announced.removed)) continue
      const held = snapshot.documents.find(document => document.id === id)?.rev ?? null
      if (held === announced.rev) continue
      const current = await loadRevision(client, id, signal)
      if (!isSurpassed(announced, held, current, readAgain)) missing.push(id)
    }
    return missing
  }
}

/**
 * Whether a snapshot may lack an announced revision: a later one replaced it, or the site does not read documents of that
 * type, which a second read shows.
 */
function isSurpassed(
  announced: Announced,
  held: string | null,
  current: { _rev: string; _updatedAt: string } | null,
  readAgain: boolean,
): boolean {
  if (current === null) return false
  const { updatedAt, removed } = announced
  const later =
    updatedAt === null || (removed ? current._updatedAt > updatedAt : current._updatedAt >= updatedAt)
  return later && (held === current._rev || (held === null && readAgain))
}
