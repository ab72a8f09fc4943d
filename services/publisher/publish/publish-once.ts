import { readFile } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import type { SanityClient } from '@sanity/client'
import type { Renderer, Snapshot } from '#renderer/contract.ts'
import { checkRelease } from '../checks/check-release.ts'
import { ReleaseCheckError } from '../checks/problem.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { type BuiltRelease, buildRelease } from '../releases/build-release.ts'
import type { Finisher } from '../releases/finish-file.ts'
import { type Draft, locate, type ReleaseStore, type StoredRelease } from '../releases/release-store.ts'
import type { AttemptFacts } from './outcome.ts'

/** What became of one publish. */
export type Published = {
  /** Null when nothing changed, and the live release stayed. */
  release: StoredRelease | null
  facts: Required<Pick<AttemptFacts, 'renderMs' | 'checkMs' | 'swapMs' | 'rendered' | 'reused' | 'written'>>
}

/**
 * From a snapshot to the live release: builds beside the live one, checks, swaps.
 * @throws ReleaseCheckError when the release may not go live; the one before it stays.
 */
export async function publishOnce(input: {
  clock: Clock
  client: SanityClient
  renderer: Renderer
  store: ReleaseStore
  finisher: Finisher
  log: Log
  live: StoredRelease | null
  /** What the live release was made of; null when that is not known. */
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
  const draft = await store.begin()
  try {
    const previous = live && { release: live, snapshot: content }
    const built = await buildRelease({ ...input, previous, draft })
    const { record, rendered, written, reused } = built
    const renderMs = lap()
    // Where a page is missing, every link to it fails as well: the cause alone is worth telling.
    const unfinished = built.problems.filter(({ rule }) => rule === 'rendered' || rule === 'picture')
    const problems =
      unfinished.length > 0
        ? unfinished
        : [...built.problems, ...checkRelease(record, live?.record ?? null, maxRemovedShare)]
    input.signal.throwIfAborted()
    if (problems.length > 0) throw new ReleaseCheckError(problems)
    const facts = { renderMs, checkMs: lap(), swapMs: 0, rendered, reused, written }
    const isPast = live !== null && Temporal.Instant.compare(live.record.publishedAt, input.now) <= 0
    if (isPast && (await isSame(built, live, draft))) {
      await draft.discard()
      return { release: null, facts }
    }
    const release = await draft.finish(record, snapshot, live)
    await store.makeLive(release)
    return { release, facts: { ...facts, swapMs: lap() } }
  } catch (error) {
    await draft.discard()
    throw error
  }
}

/** Whether a release differs from the live one in nothing but its name and time. */
async function isSame(
  { record, written }: BuiltRelease,
  live: StoredRelease,
  draft: Draft,
): Promise<boolean> {
  // The notice names the release, so that it alone is always written anew.
  if (written > 1) return false
  const { '/release.json': notice, ...files } = record.files
  const { '/release.json': liveNotice, ...liveFiles } = live.record.files
  if (notice === undefined || liveNotice === undefined) return false
  if (!isDeepStrictEqual(files, liveFiles)) return false
  if (!isDeepStrictEqual(record.redirects, live.record.redirects)) return false
  if (notice === liveNotice) return true
  return isDeepStrictEqual(
    await readNotice(locate(draft, '/release.json', null)),
    await readNotice(locate(live, '/release.json', null)),
  )
}

/** Milliseconds since the last time it was asked. */
function stopwatch(clock: Clock): () => number {
  let last = clock.now()
  return () => {
    const before = last
    last = clock.now()
    return Math.round(last.since(before).total('milliseconds'))
  }
}

async function readNotice(file: string): Promise<unknown> {
  const notice: unknown = JSON.parse(await readFile(file, 'utf8'))
  return { ...Object(notice), release: null, publishedAt: null }
}
