import type { Log } from '../log.ts'
import type { Pause } from '../publish/pause.ts'
import { type HistoryEntry, releasesBefore } from './release-history.ts'
import type { ReleaseStore, StoredRelease } from './release-store.ts'

/** The requested release cannot be gone back to. */
export class RollbackError extends Error {
  override readonly name = 'RollbackError'
  readonly code = 'ERR_ROLLBACK'
}

type Found = { release: StoredRelease | null; damaged: boolean }

/**
 * The release to start with: the live one; after a rollback interrupted by a crash, its target; and if that is damaged,
 * the nearest intact one, since an older page is better than none.
 */
export async function findServable(
  store: ReleaseStore,
  pause: Pause | null,
  entries: readonly HistoryEntry[],
  log: Log,
): Promise<Found> {
  const live = await findLive(store, log)
  const wanted = pause?.release ?? null
  if (live && (wanted === null || live.name === wanted)) return { release: live, damaged: false }
  if (live === null && wanted === null) return { release: null, damaged: false }
  const names = await store.list()
  const before = wanted === null ? [] : releasesBefore(wanted, names, entries).toReversed()
  for (const name of new Set([...(wanted === null ? [] : [wanted]), ...before, ...names.toReversed()])) {
    if (!names.includes(name)) continue
    try {
      const release = await store.get(name)
      store.makeLive(release)
      return { release, damaged: name !== wanted }
    } catch (error) {
      log.warn({ err: error, release: name }, 'This release is damaged too')
    }
  }
  return { release: null, damaged: live === undefined }
}

/** Says that a release (null: a live one) is missing, and which there are. */
export function describeMissing(name: string | null, names: readonly string[]): string {
  const kept = names.toReversed().slice(0, 5).join(', ')
  return `There is no ${name === null ? 'live release' : `release ${name}`}. ${kept ? `Those that are kept: ${kept}.` : 'None has been made yet: “npm run release” makes one.'}`
}

/** Null if there is none yet; undefined if it is damaged. */
async function findLive(store: ReleaseStore, log: Log): Promise<StoredRelease | null | undefined> {
  try {
    return await store.findLive()
  } catch (error) {
    log.error({ err: error }, 'The live release is damaged; an older one replaces it until it is made again')
    return undefined
  }
}

/**
 * The target of a rollback: `name`, or the previous release.
 * @throws RollbackError that says which releases there are.
 */
export async function getRollbackTarget(
  store: ReleaseStore,
  live: string | null,
  name: string | null,
  entries: readonly HistoryEntry[],
): Promise<StoredRelease> {
  const names = await store.list()
  const target = name ?? releasesBefore(live, names, entries).at(-1)
  if (target === undefined) {
    throw new RollbackError(
      `There is no release before the live one${live ? ` (${live})` : ''}. “npm run releases” shows what there is; KEEP_RELEASES says how many are kept.`,
    )
  }
  if (target === live) {
    throw new RollbackError(
      `Release ${target} is the live one. Name another: “npm run releases” shows what there is.`,
    )
  }
  if (!names.includes(target)) {
    throw new RollbackError(describeMissing(target, names))
  }
  try {
    return await store.get(target)
  } catch (cause) {
    throw new RollbackError(
      `Release ${target} is damaged (${cause instanceof Error ? cause.message : cause}). Name another: “npm run releases” shows what there is.`,
      { cause },
    )
  }
}
