import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { DocumentType } from '#domain/document-types.ts'
import type { Fault } from '#domain/fault.ts'
import type { HomePage, SiteSettings } from './contracts.ts'
import { ContentError, describeFault } from './faults.ts'
import { type DocumentRecord, isOfType, type KeptDocument, restoreDocument } from './kept-document.ts'
import { reviseDocument } from './revise-document.ts'
import { mergeReadings, type Reading } from './validate.ts'

/** What was published at one moment: read as one consistent state, checked, and frozen. */
export interface Snapshot {
  /** Every published document that the site reads, held back or not. */
  readonly documents: readonly KeptDocument[]
  /** Why documents are held back; `findFaults` lists what else staff should mend. */
  readonly faults: readonly Fault[]
  /** Where the Studio is, for links to what must be mended. */
  readonly studioUrl: string
  readonly settings: SiteSettings
  readonly homePage: HomePage
}

/** A snapshot from which others take what did not change, and the last good versions. */
export type Previous = Pick<Snapshot, 'documents'>

/** An id with the revision that is published. */
export interface Revision {
  readonly id: string
  readonly rev: string
}

/** The documents of a state: those of `previous` that are the same, those that were read just now, and the ids of all others. */
export interface AtHand {
  unchanged: readonly KeptDocument[]
  changed: readonly Reading[]
  missing: readonly string[]
}

/** What there is of `revisions`, in one look, since there are thousands at every publish. */
export function findAtHand(
  revisions: readonly Revision[],
  readings: ReadonlyMap<string, Reading>,
  previous: Previous | undefined,
): AtHand {
  const before = documentsById(previous)
  const unchanged: KeptDocument[] = []
  const changed: Reading[] = []
  const missing: string[] = []
  for (const { id, rev } of revisions) {
    const kept = before.get(id)
    if (kept?.rev === rev && kept.shownRev === rev) {
      unchanged.push(kept)
      continue
    }
    const reading = readings.get(id)
    if (reading?.rev === rev) changed.push(reading)
    else missing.push(id)
  }
  return { unchanged, changed, missing }
}

/**
 * The snapshot of a state, once nothing of it is missing.
 * @throws ContentError when the settings or the home page are missing or broken, with no good version before.
 */
export function assembleSnapshot(
  { unchanged, changed }: AtHand,
  previous: Previous | undefined,
  studioUrl: string,
): Snapshot {
  const { documents, faults } = mergeReadings(unchanged, changed, documentsById(previous), studioUrl)
  return makeSnapshot(documents, faults, studioUrl)
}

/** Documents that are unpacked at a stretch: a few milliseconds. */
const restoredAtOnce = 50

/**
 * A snapshot from what was kept of one; `isReadAlike`: by code that reads and validates as this does, so that nothing has to be
 * validated or read again.
 * @throws Error if a record does not hold what it says; ContentError if this code can make no site of it.
 */
export async function restoreSnapshot(
  records: readonly DocumentRecord[],
  { faults, studioUrl, isReadAlike }: { faults: readonly Fault[]; studioUrl: string; isReadAlike: boolean },
): Promise<Snapshot> {
  const documents: KeptDocument[] = []
  for (const record of records) {
    documents.push(isReadAlike ? restoreDocument(record) : reviseDocument(record))
    // Patients are being answered meanwhile.
    if (documents.length % restoredAtOnce === 0) await yieldToOthers()
  }
  return makeSnapshot(documents, faults, studioUrl)
}

const indexes = new WeakMap<Previous, ReadonlyMap<string, KeptDocument>>()

/** The documents of a snapshot by id; none without a snapshot. */
export function documentsById(snapshot: Previous | undefined): ReadonlyMap<string, KeptDocument> {
  if (!snapshot) return new Map()
  const known = indexes.get(snapshot)
  if (known) return known
  const index = new Map(snapshot.documents.map(document => [document.id, document]))
  indexes.set(snapshot, index)
  return index
}

/** A snapshot of these documents; `held` are the faults of those that are held back. */
export function makeSnapshot(
  kept: readonly KeptDocument[],
  held: readonly Fault[],
  studioUrl: string,
): Snapshot {
  const documents = kept.toSorted(oldestFirst)
  const settings = findSingleton(documents, 'siteSettings')
  const homePage = findSingleton(documents, 'homePage')
  if (!kept.some(({ type }) => type === 'siteSettings' || type === 'homePage'))
    throw new ContentError(notSetUp, held)
  if (!settings || !homePage) throw incomplete(settings ? 'Home page' : 'Settings', held)
  return Object.freeze({
    documents: Object.freeze(documents),
    faults: Object.freeze([...held]),
    studioUrl,
    settings,
    homePage,
  })
}

function findSingleton<Type extends DocumentType>(documents: readonly KeptDocument[], type: Type) {
  for (const { shown } of documents) if (shown && isOfType(shown, type)) return shown
  return null
}

/** By the date of their making, which no edit changes; what is not shown comes last. */
function oldestFirst(a: KeptDocument, b: KeptDocument): number {
  const [first, second] = [a.shown?._createdAt ?? '~', b.shown?._createdAt ?? '~']
  if (first !== second) return first < second ? -1 : 1
  return a.id < b.id ? -1 : 1
}

const notSetUp = {
  found: 'Neither settings nor a home page are published.',
  message:
    'The site is not set up yet. It opens once that is done: “Set up your site”, on the page “Start” of the Studio, asks for what a site needs, and publishes it.',
  isNotSetUp: true,
}

function incomplete(missing: string, faults: readonly Fault[]): ContentError {
  const found = `“${missing}” is not published, or cannot be used.`
  const what = `The site cannot be made: ${found} Complete and publish it in the Studio.`
  return new ContentError({ found, message: [what, ...faults.map(describeFault)].join('\n') }, faults)
}
