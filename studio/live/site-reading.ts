import { z } from 'zod'
import type { Fault } from '#domain/fault.ts'

/** A fault as the Studio needs it: it makes its own links. */
export type ReportedFault = Omit<Fault, 'studioUrl'>

/** What the Studio reads of `/release.json`. */
const liveRelease = z.object({
  release: z.string(),
  publishedAt: z.string(),
  nextChangeAt: z.string().nullable(),
  timeZone: z.string(),
  documents: z.record(z.string(), z.string()),
  faults: z.array(
    z.object({
      documentId: z.string(),
      type: z.string(),
      title: z.string(),
      field: z.string(),
      reason: z.string(),
      level: z.enum(['heldBack', 'advice']),
    }) satisfies z.ZodType<ReportedFault>,
  ),
})

/** What the Studio reads of the publisher's `/healthz`. */
const publisherState = z.object({
  release: z.string().nullable(),
  state: z.enum(['idle', 'publishing', 'failed', 'held']),
  reason: z.string().nullable(),
  pending: z.number(),
  progress: z.object({ done: z.number(), total: z.number() }).nullable(),
  /** Why a release was refused, one by one. */
  problems: z
    .array(z.object({ path: z.string().nullable(), rule: z.string(), message: z.string() }))
    .optional(),
  contentLake: z.object({ reachable: z.boolean(), since: z.string() }).nullish(),
  document: z.object({ id: z.string(), revision: z.string(), since: z.string().nullable() }).nullish(),
})

export type LiveRelease = z.output<typeof liveRelease>
export type PublisherState = z.output<typeof publisherState>

/** What is known of the site at one moment. */
export interface SiteReading {
  /** What is live; null while that could not be read. */
  release: LiveRelease | null
  /** The status of publishing; null on a host without our publisher. */
  publisher: PublisherState | null
  /** Since when the document that was asked about is shown in its live revision; null where that is not known. */
  since: string | null
  /** Why the site cannot be asked, in a sentence; null when it can. */
  problem: string | null
}

/** A fetch as the browser has it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** How long an answer may take, in milliseconds: on a busy machine it takes seconds, which is nothing to alarm staff for. */
const answerMs = 10_000

/**
 * Fetches the status of the site at `siteUrl`, and since when it shows the document with the id. `before` is the last
 * reading: a release that has not changed is not read again.
 */
export async function readSite(
  siteUrl: string,
  documentId: string | null,
  before: SiteReading | null,
  fetch: Fetch,
): Promise<SiteReading> {
  const load = () => fetchSite(siteUrl, documentId, before, fetch)
  try {
    // Once more at once: a browser that is busy may miss an answer, and staff are not to be alarmed for that.
    return await load().catch(load)
  } catch (error) {
    const problem = `${siteUrl} ${toReason(error)}.`
    return { release: before?.release ?? null, publisher: null, since: null, problem }
  }
}

function toReason(error: unknown): string {
  if (error instanceof TypeError) return 'cannot be reached from here'
  const isLate = error instanceof DOMException && error.name === 'TimeoutError'
  return isLate
    ? `has not answered for ${answerMs / 1000} seconds`
    : 'gave an answer that the Studio does not understand'
}

async function fetchSite(
  siteUrl: string,
  documentId: string | null,
  before: SiteReading | null,
  fetch: Fetch,
): Promise<SiteReading> {
  const publisher = await readPublisher(siteUrl, documentId, fetch)
  const known = publisher && before?.release?.release === publisher.release ? before.release : null
  const release = known ?? (await readRelease(siteUrl, fetch))
  const { document } = publisher ?? {}
  const since = document && release?.documents[document.id] === document.revision ? document.since : null
  return { release, publisher, since, problem: release ? null : `${siteUrl} has no release to show yet.` }
}

/** Null where the site is served by something else, which may refuse the question outright. */
async function readPublisher(siteUrl: string, documentId: string | null, fetch: Fetch) {
  const query = documentId ? `?document=${encodeURIComponent(documentId)}` : ''
  const [health] = await Promise.allSettled([fetchFresh(`${siteUrl}/healthz${query}`, fetch)])
  if (health.status === 'rejected') {
    if (health.reason instanceof TypeError) return null
    throw health.reason
  }
  if (!isJson(health.value)) return null
  return publisherState.safeParse(await health.value.json()).data ?? null
}

async function readRelease(siteUrl: string, fetch: Fetch): Promise<LiveRelease | null> {
  const response = await fetchFresh(`${siteUrl}/release.json`, fetch)
  if (!response.ok || !isJson(response)) return null
  return liveRelease.parse(await response.json())
}

function fetchFresh(url: string, fetch: Fetch): Promise<Response> {
  return fetch(url, { cache: 'no-cache', signal: AbortSignal.timeout(answerMs) })
}

function isJson(response: Response): boolean {
  return /^application\/json\b/.test(response.headers.get('content-type') ?? '')
}
