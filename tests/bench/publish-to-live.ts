import { idOfArticle, pathOfArticle, titleOfArticle } from './corpus/article.ts'
import { createRandom } from './corpus/random.ts'
import type { ClinicLake, ClinicPublisher } from './system/clinic-system.ts'
import type { LiveRelease } from './system/live-release.ts'
import { createPageWatch } from './system/page-watch.ts'
import { whenQuiet } from './system/process-facts.ts'

/** One publish, from the press of the button to the page. All times in milliseconds; null where the log says nothing. */
export interface Round {
  /** From the mutation being sent to the new HTML received. */
  totalMs: number
  /** From the mutation being sent to the publisher's attempt beginning: the Content Lake and its webhook. */
  webhookMs: number | null
  readMs: number | null
  renderMs: number | null
  checkMs: number | null
  swapMs: number | null
  /** Until the Content Lake had answered the mutation: part of `webhookMs`, as far as it was not at the same time. */
  answeredMs: number
  rendered: number | null
  written: number | null
}

const liveWithinMs = 300_000

/** No more rounds begin after this long, once there are enough for a median. */
const enoughMs = 150_000
const enoughRounds = 5

/** Each title is new: else a page that has it already would count as arrived. */
let edition = 0

/**
 * Edits the title of one article after another, as the Studio does: a draft is written, which is not timed, and then
 * published, which is. Between rounds everything comes to rest, as it does between two edits of a person.
 */
export async function measureRounds(
  lake: ClinicLake,
  publisher: ClinicPublisher,
  options: {
    /** At most so many: fewer where each takes very long. */
    rounds: number
    articles: number
    signal: AbortSignal
    /** Given, nothing comes to rest, and rounds go on until it is aborted. */
    restless?: AbortSignal
  },
): Promise<Round[]> {
  const { rounds, articles, signal, restless } = options
  const startedAtMs = performance.now()
  const random = createRandom(articles)
  const pids = [lake.part.pid, publisher.part.pid]
  const measured: Round[] = []
  for (let round = 1; round <= rounds && !restless?.aborted; round += 1) {
    if (round > enoughRounds && performance.now() - startedAtMs > enoughMs) break
    const index = random.below(articles)
    edition += 1
    const title = `${titleOfArticle(index)}, edition ${edition}`
    await writeDraft(lake, index, title)
    if (restless === undefined) await whenQuiet(pids, signal)
    measured.push(await measureRound(lake, publisher, { index, title, signal }))
  }
  return measured
}

async function measureRound(
  lake: ClinicLake,
  publisher: ClinicPublisher,
  { index, title, signal }: { index: number; title: string; signal: AbortSignal },
): Promise<Round> {
  // A connection of this round alone: one from the round before may be closed just when it is needed.
  using watch = createPageWatch(publisher.url)
  const seen = publisher.log.count()
  const sentAtMs = performance.now()
  const answered = publishDraft(lake, index).then(() => performance.now() - sentAtMs)
  const arrived = watch.until(pathOfArticle(index), title, liveWithinMs, signal)
  const [answeredMs, arrivedAtMs] = await Promise.all([answered, arrived]).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`A round failed (${reason}). The publisher said last:\n${publisher.part.lastLines()}`, {
      cause,
    })
  })
  const release = await publisher.log.next(seen, liveWithinMs, signal)
  const { readMs, renderMs, checkMs, swapMs, rendered, written } = release
  return {
    totalMs: arrivedAtMs - sentAtMs,
    webhookMs: untilAttempt(release, sentAtMs),
    readMs,
    renderMs,
    checkMs,
    swapMs,
    answeredMs,
    rendered,
    written,
  }
}

/**
 * The publisher's clock is the system's, as is this process's: the two can be compared to a millisecond. A publisher
 * that does not say when it began has written its line at the end of what it timed.
 */
function untilAttempt({ startedAt, time, totalMs }: LiveRelease, sentAtMs: number): number | null {
  const sentAt = performance.timeOrigin + sentAtMs
  if (startedAt !== null) return Temporal.Instant.from(startedAt).epochMilliseconds - sentAt
  return totalMs === null ? null : time - totalMs - sentAt
}

async function writeDraft({ client }: ClinicLake, index: number, title: string): Promise<void> {
  const publishedId = idOfArticle(index)
  await client.action({
    actionType: 'sanity.action.document.edit',
    publishedId,
    draftId: `drafts.${publishedId}`,
    patch: { set: { title } },
  })
}

async function publishDraft({ client }: ClinicLake, index: number): Promise<void> {
  const publishedId = idOfArticle(index)
  await client.action({
    actionType: 'sanity.action.document.publish',
    publishedId,
    draftId: `drafts.${publishedId}`,
  })
}
