import type { Snapshot } from '#renderer/contract.ts'
import type { StoredRelease } from '../releases/release-store.ts'
import { isReadAlike, restoreContent } from '../releases/stored-content.ts'
import { blameCode } from './check-upgrade.ts'
import { findChangedDocuments } from './find-changed-documents.ts'
import { loadAnnounced } from './load-announced.ts'
import type { Attempt } from './machine.ts'
import { publishFit } from './publish-fit.ts'
import type { PublishResult } from './publish-result.ts'
import { findDifferences } from './published-revisions.ts'
import type { PublishingOptions, Reason } from './publishing-options.ts'
import type { PublishingState } from './publishing-state.ts'
import { explainReading, UnreadableContentError } from './unreadable-content.ts'

/** How often a long publish logs its progress, in milliseconds. */
const logEveryMs = 1000

/** The live release with what it was made of: publishes the next one, and compares it with the Content Lake. */
export function createLiveSite(
  options: PublishingOptions & {
    onRead(): void
    onUnreadable(error: UnreadableContentError): void
  },
  found: StoredRelease | null,
) {
  const { clock, client, renderer, log } = options
  const host = client.config().apiHost
  let live = found
  /** What the live release was made of; null if unknown. */
  let content: Snapshot | null = null
  /** The content of the last attempt, live or not. */
  let attempted: Snapshot | null = null
  let isRestored = false
  let progress: PublishingState['progress'] = null
  let loggedAtMs = 0

  function onProgress(done: number, total: number): void {
    progress = { done, total }
    const now = clock.now().epochMilliseconds
    if (now - loggedAtMs < logEveryMs) return
    loggedAtMs = now
    log.info({ done, total }, `${done} of ${total} files are made (${Math.floor((100 * done) / total)} %)`)
  }

  /**
   * Waits for a read and reports whether it succeeded.
   * @throws UnreadableContentError that says why the content cannot be read; other errors unchanged.
   */
  async function watch<Value>(reading: Promise<Value>): Promise<Value> {
    try {
      const value = await reading
      options.onRead()
      return value
    } catch (error) {
      const explained = explainReading(error, host)
      if (explained instanceof UnreadableContentError) options.onUnreadable(explained)
      throw explained
    }
  }

  /** Reads what is published. @throws UnusableContentError if a new contract is why no site can be made of it. */
  async function read(
    isNewContract: boolean,
    how: Pick<Parameters<typeof loadAnnounced>[0], 'announced' | 'previous' | 'signal'>,
  ): Promise<Snapshot> {
    const reading = watch(loadAnnounced({ ...options, ...how }))
    return await (isNewContract ? blameCode(reading) : reading)
  }

  function goLive(release: StoredRelease, madeOf: Snapshot | null, reasons: readonly Reason[] | null): void {
    const previous = live
    const isKnown = madeOf !== null && (content !== null || previous === null)
    const documents = isKnown ? findChangedDocuments(content, madeOf) : undefined
    live = release
    content = madeOf
    options.onLive(release, { reasons, documents })
  }

  /** Loads what a release on disk was made of. False if that cannot be read, so that all content must be read again. */
  async function restore(release: StoredRelease): Promise<boolean> {
    content = null
    isRestored = true
    try {
      content = await restoreContent(release, renderer, options.studioUrl ?? host)
    } catch (error) {
      log.warn(
        { err: error },
        `What release ${release.name} was made of cannot be read: all content is read again`,
      )
    }
    attempted = content
    return content !== null
  }

  return {
    current: (): StoredRelease | null => live,
    /** What the live release was made of, else what was read last; null before. */
    content: (): Snapshot | null => content ?? attempted,
    /** Files made so far by the last attempt; null before the first one. */
    progress: (): PublishingState['progress'] => progress,
    restore,

    /**
     * Makes one attempt to publish.
     * @throws what it failed with.
     */
    async publish(
      { reasons, isTimeAlone, announced, commands }: Attempt,
      startedAt: Temporal.Instant,
      signal: AbortSignal,
    ): Promise<PublishResult> {
      progress = null
      loggedAtMs = startedAt.epochMilliseconds
      // Without a publisher, a command is the first to need it: the last good versions are there.
      if (live && content === null && !isRestored) await restore(live)
      const isNewContract = live !== null && !isReadAlike(live, renderer)
      // What a new contract made of the content before may lack what it would read.
      const known = isTimeAlone && !isNewContract ? content : null
      const previous = content ?? attempted ?? undefined
      const snapshot = known ?? (await read(isNewContract, { announced, previous, signal }))
      const now = clock.now()
      if (!known) attempted = snapshot
      const isSample = content !== null && renderer.isSample(content)
      const acceptsRemoval = commands.some(each => each.acceptRemoval)
      // It may leave as a whole; what new code does to it is no wish of anybody's.
      const maxRemovedShare = acceptsRemoval || isSample ? 1 : options.maxRemovedShare
      options.onMaking?.()
      const published = await publishFit({
        ...options,
        live,
        content,
        snapshot,
        now,
        acceptsRemoval,
        maxRemovedShare,
        signal,
        onProgress,
      })
      const { release, facts: work } = published
      if (release) goLive(release, published.snapshot, reasons)
      const facts = {
        reasons,
        release: live?.name,
        startedAt: startedAt.toString(),
        ...work,
        webhooks: announced.length,
        readMs: Math.round(now.since(startedAt).total('milliseconds')),
        totalMs: Math.round(clock.now().since(startedAt).total('milliseconds')),
      }
      log.info(facts, release ? `Release ${release.name} is live` : 'The release is up to date')
      const result = release ? 'live' : 'unchanged'
      return { result, reason: null, problems: [], facts }
    },

    /** Puts an earlier release live again. */
    async goBack(target: StoredRelease): Promise<void> {
      await options.makeLive(target)
      goLive(target, null, null)
      await restore(target)
      log.info({ release: target.name }, `The site was taken back to release ${target.name}`)
    },

    /** Ids of the documents in which what is published differs from what was read last; null if nothing was. */
    async compare(signal: AbortSignal): Promise<readonly string[] | null> {
      const reference = attempted
      return reference && findDifferences(await watch(renderer.loadRevisions(client, signal)), reference)
    },

    /** The next instant after `now` at which the site differs with no edit; undefined if the content is unknown. */
    nextChangeAt(now: Temporal.Instant): Temporal.Instant | null | undefined {
      if (live && content && Temporal.Instant.compare(live.record.publishedAt, now) >= 0) {
        return live.record.nextChangeAt === null ? null : Temporal.Instant.from(live.record.nextChangeAt)
      }
      // Of what patients see, new or not.
      const shown = content ?? attempted
      return shown === null ? undefined : renderer.nextChangeAt(shown, now)
    },

    /** Whether time has changed the site since the live release. */
    isBehindTime(): boolean {
      if (live === null || content === null) return false
      const changeAt = renderer.nextChangeAt(content, Temporal.Instant.from(live.record.publishedAt))
      return changeAt !== null && Temporal.Instant.compare(changeAt, clock.now()) <= 0
    },
  }
}
