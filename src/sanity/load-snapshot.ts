import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import { isDocumentType } from '#domain/document-types.ts'
import { DOCUMENTS_QUERY, REVISIONS_QUERY, SNAPSHOT_QUERY } from './queries.ts'
import { assembleSnapshot, findAtHand, type Previous, type Revision, type Snapshot } from './snapshot.ts'
import { type Reading, validateDocument } from './validate.ts'

export interface LoadOptions {
  /** Where the Studio is, for links to what must be mended. */
  studioUrl?: string | undefined
  /** Ids of documents that are said to have changed: they are fetched first. */
  announced?: readonly string[]
  /** What is read: what is published, unless it says “drafts”: then each document as staff last left it. */
  perspective?: Perspective
  signal?: AbortSignal
  /**
   * The origin of the live site, where a build may find nothing that the one before kept: of a document that is held back, and
   * that `previous` does not show, the version that is live stays, as long as Sanity's history has it.
   */
  lastGoodFrom?: string
}

export type Perspective = 'published' | 'drafts'

/** Documents in one answer: some megabytes at most, whatever the number of documents there are. */
const batchSize = 200

/** Answers after which a content that keeps changing while it is read is given up for this time. */
const maxRounds = 20

/**
 * A draft and its published document bear one revision where one transaction wrote both, as an import does: here the
 * draft's differs.
 */
const draftRevision =
  '"_rev": select(defined(_originalId) && _originalId != _id => _originalId + " " + _rev, _rev)'

const queriesFor = {
  published: [DOCUMENTS_QUERY, SNAPSHOT_QUERY],
  drafts: [withDraftRevisions(DOCUMENTS_QUERY), withDraftRevisions(SNAPSHOT_QUERY)],
} as const satisfies Record<Perspective, readonly [string, string]>

type Lists = Record<string, unknown[]>

const documentLists = z.record(z.string(), z.array(z.unknown()))

/**
 * Reads what is published: only what differs from `previous`, which gives all else. Every answer holds the revisions of
 * all documents; once nothing of them is missing, what was read is the state of that answer, and nothing is mixed.
 * A document that breaks its contract is held back: its last good version, of `previous`, stays in its place.
 * `client` must reach the uncached API, and for drafts have the right to read them.
 * @throws ContentError when the settings or the home page are missing or broken and `previous` has no good version.
 */
export async function loadSnapshot(
  client: SanityClient,
  previous?: Previous,
  { studioUrl, announced = [], perspective = 'published', signal }: LoadOptions = {},
): Promise<Snapshot> {
  const heldBack = (previous?.documents ?? []).filter(({ rev, shownRev }) => rev !== shownRev)
  const readings = new Map<string, Reading>()
  const options = optionsOf(perspective, signal)
  const [documentsQuery, snapshotQuery] = queriesFor[perspective]
  let wanted: readonly string[] = [...new Set([...announced, ...heldBack.map(({ id }) => id)])]

  for (let round = 0; round < maxRounds; round += 1) {
    let list: unknown
    for await (const { revisions, ...documents } of askAhead(toRequests(wanted))) {
      list = revisions
      take(documents)
    }
    const atHand = findAtHand(parseRevisions(list), readings, previous)
    wanted = atHand.missing
    if (wanted.length === 0) return assembleSnapshot(atHand, previous, studioUrl ?? client.config().apiHost)
  }
  throw new Error(
    `The content changed ${maxRounds} times while it was read, and is tried again. If that goes on, see what keeps writing to the dataset.`,
  )

  /** The last answer has the revisions, too. */
  function toRequests(ids: readonly string[]): (() => Promise<Lists>)[] {
    const batches = [...Map.groupBy(ids, (_, index) => Math.floor(index / batchSize)).values()]
    const last = batches.pop() ?? []
    return [
      ...batches.map(batch => () => fetchLists(client, documentsQuery, batch, options)),
      () => fetchLists(client, snapshotQuery, last, options),
    ]
  }

  function take(lists: Record<string, readonly unknown[]>): void {
    for (const [type, answers] of Object.entries(lists)) {
      if (!isDocumentType(type)) continue
      for (const answer of answers) {
        const reading = validateDocument(type, answer)
        readings.set(reading.id, reading)
      }
    }
  }
}

/** Which documents are published, and at which revision: the cheapest question that shows a lost webhook. */
export async function loadRevisions(client: SanityClient, signal?: AbortSignal): Promise<Revision[]> {
  return parseRevisions(await client.fetch(REVISIONS_QUERY, {}, optionsOf('published', signal)))
}

/** By hand: there are thousands at every publish. */
function parseRevisions(list: unknown): Revision[] {
  if (!Array.isArray(list)) throw new TypeError('The list of revisions is not a list.')
  return list.map((each: unknown) => {
    const { _id, _rev } = Object(each)
    if (typeof _id === 'string' && typeof _rev === 'string') return { id: _id, rev: _rev }
    throw new TypeError('A document in the list of revisions has no _id or no _rev.')
  })
}

/** Requests that are under way: the Content Lake works on one while the other’s answer is on its way, or is being used. */
const mostAsked = 2

/** Answers in the order of the requests, which are made ahead of their use. */
async function* askAhead<Answer>(requests: readonly (() => Promise<Answer>)[]): AsyncGenerator<Answer> {
  const waiting = requests.values()
  const asked: Promise<Answer>[] = []
  function ask(): void {
    const answer = waiting.next().value?.()
    if (!answer) return
    asked.push(answer)
    // Where an answer before cannot be used, nobody waits for this one.
    answer.catch(() => {})
  }
  for (let count = 0; count < mostAsked; count += 1) ask()
  for (let next = asked.shift(); next; next = asked.shift()) {
    const answer = await next
    ask()
    yield answer
  }
}

function withDraftRevisions(query: string): string {
  return query.replaceAll('_id, _rev', `_id, ${draftRevision}`)
}

async function fetchLists(
  client: SanityClient,
  query: string,
  ids: readonly string[],
  options: ReturnType<typeof optionsOf>,
): Promise<Lists> {
  const answer: unknown = await client.fetch(query, { ids }, options)
  return documentLists.parse(answer)
}

function optionsOf(perspective: Perspective, signal: AbortSignal | undefined) {
  return { perspective, useCdn: false, ...(signal && { signal }) } as const
}
