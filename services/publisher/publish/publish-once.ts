import { isDeepStrictEqual } from 'node:util'
import type { SanityClient } from '@sanity/client'
import type { Renderer, Snapshot } from '#renderer/contract.ts'
import { ReleaseCheckError } from '../checks/problem.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { type BuiltRelease, buildRelease } from '../releases/build-release.ts'
import type { Finisher } from '../releases/finish-file.ts'
import { readBody } from '../releases/read-release.ts'
import { manifestPath } from '../releases/release-record.ts'
import type { ReleaseStore, StoredRelease } from '../releases/release-store.ts'
import { checkRelease } from './check-release.ts'
import type { AttemptFacts } from './publish-result.ts'

/** The result of one publish. */
export type Published = {
  /** Null if nothing changed and the live release stayed. */
  release: StoredRelease | null
  facts: Required<Pick<AttemptFacts, 'renderMs' | 'checkMs' | 'swapMs' | 'rendered' | 'reused' | 'written'>>
}

/**
 * Makes a snapshot the live release: makes it beside the live one, checks it, swaps.
 * @throws ReleaseCheckError if the release may not go live; the previous one stays.
 */
export async function publishOnce(input: {
  clock: Clock
  client: SanityClient
  renderer: Renderer
  store: ReleaseStore
  makeLive(release: StoredRelease): Promise<void>
  finisher: Finisher
  log: Log
  live: StoredRelease | null
  /** What the live release was made of; null if unknown. */
  content: Snapshot | null
  snapshot: Snapshot
  now: Temporal.Instant
  siteUrl: string
  maxRemovedShare: number
  signal: AbortSignal
  onProgress(done: number, total: number): void
}): Promise<Published> {
  const { clock, store, live, content, snapshot, maxRemovedShare } = input
  const lap = stopwatch(clock)
  const staged = store.begin()
  try {
    const previous = live && { release: live, snapshot: content }
    const built = await buildRelease({ ...input, previous, staged })
    const { record, differences, rendered, reused } = built
    const renderMs = lap()
    // If a page is missing, every link to it fails as well: only the cause is reported.
    const unfinished = built.problems.filter(({ rule }) => rule === 'rendered' || rule === 'picture')
    const problems =
      unfinished.length > 0
        ? unfinished
        : [...built.problems, ...checkRelease(record, live?.record ?? null, differences, maxRemovedShare)]
    input.signal.throwIfAborted()
    if (problems.length > 0) throw new ReleaseCheckError(problems)
    const written = differences.changed.length
    const facts = { renderMs, checkMs: lap(), swapMs: 0, rendered, reused, written }
    const isPast = live !== null && Temporal.Instant.compare(live.record.publishedAt, input.now) <= 0
    if (isPast && isSame(built, live)) return { release: null, facts }
    const release = staged.finish(built, snapshot, live)
    await input.makeLive(release)
    return { release, facts: { ...facts, swapMs: lap() } }
  } finally {
    staged.discard()
  }
}

/** Whether a release equals the live one except in name and time. */
function isSame({ record, differences, manifest }: BuiltRelease, live: StoredRelease): boolean {
  const { changed, gone } = differences
  // The manifest names the release, so that it is always another one.
  if (gone.length > 0 || changed.some(path => path !== manifestPath)) return false
  const liveManifest = live.record.files.get(manifestPath)
  if (liveManifest === undefined) return false
  if (!isDeepStrictEqual(record.redirects, live.record.redirects)) return false
  return isDeepStrictEqual(toUndated(manifest), toUndated(readBody(live.files, liveManifest)))
}

/** Returns the milliseconds since its last call. */
function stopwatch(clock: Clock): () => number {
  let last = clock.now()
  return () => {
    const before = last
    last = clock.now()
    return Math.round(last.since(before).total('milliseconds'))
  }
}

/** A release's manifest without its name and time. */
function toUndated(body: Uint8Array): unknown {
  const manifest: unknown = JSON.parse(new TextDecoder().decode(body))
  return { ...Object(manifest), release: null, publishedAt: null }
}
