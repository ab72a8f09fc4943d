import { z } from 'zod'
import { type DocumentType, singletons } from '#domain/document-types.ts'
import type { Fault } from '#domain/fault.ts'
import { contracts } from './contracts.ts'
import { contractIssues, studioLink } from './faults.ts'
import { findClaims, type KeptDocument, keepDocument, nothingShown } from './kept-document.ts'

/** What staff must mend, in the words of the Studio's form. */
export interface Issue {
  field: string
  reason: string
}

/** A published document, just read: good, or with what is wrong about it. */
export interface Reading {
  readonly id: string
  readonly type: DocumentType
  readonly rev: string
  readonly title: string
  /** Null when it breaks its contract. */
  readonly good: KeptDocument | null
  readonly issues: readonly Issue[]
  readonly createdAt: string
}

const rawDocument = z.looseObject({
  _id: z.string(),
  _rev: z.string(),
  _type: z.string(),
  _createdAt: z.string(),
})

/** Where a contract has no words of its own: what no form of the Studio writes, such as a number for a text. */
const damaged = 'The site cannot read this. Take it out, and fill it in again.'

/** Validates a document, as the query returned it, against the contract of its type. */
export function validateDocument(type: DocumentType, value: unknown): Reading {
  const raw = rawDocument.parse(value)
  const parsed = contracts[type].safeParse(raw, { error: () => damaged })
  return {
    id: raw._id,
    type,
    rev: raw._rev,
    title: findTitle(raw),
    good: parsed.success ? keepDocument(parsed.data) : null,
    issues: parsed.success || isStray(raw._id, type) ? [] : contractIssues(parsed.error, raw),
    createdAt: raw._createdAt,
  }
}

/** Whether it is a second settings document: the site does not read it, and nobody need mend it. */
function isStray(id: string, type: DocumentType): boolean {
  return singletons.includes(type) && id !== type
}

/**
 * The documents that the site shows, and why it does not show others. `unchanged` were shown before, and keep what they
 * have to themselves; of `readings` the older goes first, and one that is broken, or wants an address that is taken, is held
 * back: its version before, from `previous`, stays in its place.
 */
export function mergeReadings(
  unchanged: readonly KeptDocument[],
  readings: readonly Reading[],
  previous: ReadonlyMap<string, KeptDocument>,
  studioUrl: string,
): { documents: KeptDocument[]; faults: Fault[] } {
  const taken = findTaken(unchanged, readings, previous)
  const documents = [...unchanged]
  const faults: Fault[] = []
  for (const reading of readings.toSorted(oldestFirst)) {
    const issues = [...reading.issues, ...claimIssues(reading, taken)]
    const before = findBefore(reading, previous)
    const shown = [issues.length === 0 ? reading.good : null, before].find(each => isShowable(each, taken))
    documents.push(shown ? { ...shown, rev: reading.rev } : hiddenDocument(reading))
    for (const key of shown?.uniqueKeys ?? []) taken.add(key)
    faults.push(...issues.map(issue => faultOf(reading, issue, studioUrl)))
  }
  return { documents, faults }
}

/** What documents have to themselves, as far as those that were read want it. */
function findTaken(
  unchanged: readonly KeptDocument[],
  readings: readonly Reading[],
  previous: ReadonlyMap<string, KeptDocument>,
): Set<string> {
  const versions = readings.flatMap(reading => [reading.good, findBefore(reading, previous)])
  const wanted = new Set(versions.flatMap(version => version?.uniqueKeys ?? []))
  const taken = new Set<string>()
  for (const { uniqueKeys } of unchanged) {
    for (const key of uniqueKeys) if (wanted.has(key)) taken.add(key)
  }
  return taken
}

/** An earlier version of the document: what other code took from the same revision is none. */
function findBefore({ id, rev }: Reading, previous: ReadonlyMap<string, KeptDocument>): KeptDocument | null {
  const before = previous.get(id)
  return before && before.shownRev !== rev ? before : null
}

/** Two documents cannot have one address: the one that has it keeps it. */
function claimIssues({ good }: Reading, taken: ReadonlySet<string>): Issue[] {
  if (!good?.shown) return []
  return findClaims(good.shown)
    .filter(({ key }) => taken.has(key))
    .map(({ field, reason }) => ({ field, reason }))
}

function isShowable(document: KeptDocument | null, taken: ReadonlySet<string>): boolean {
  return document !== null && document.shown !== null && !document.uniqueKeys.some(key => taken.has(key))
}

function hiddenDocument({ id, type, rev }: Reading): KeptDocument {
  return { id, type, rev, shownRev: null, content: null, ...nothingShown }
}

function faultOf({ id, type, title }: Reading, issue: Issue, studioUrl: string): Fault {
  return {
    documentId: id,
    type,
    title,
    ...issue,
    studioUrl: studioLink(studioUrl, id, type),
    level: 'heldBack',
  }
}

/** Enough of a title to know a document by. */
const longestTitle = 120

/** How staff know a document: the beginning of its title, name or sentence, or else its id. */
export function findTitle(document: object & { _id: string }): string {
  for (const field of ['title', 'name', 'message', 'clinicName', 'heading', 'from']) {
    const value: unknown = Reflect.get(document, field)
    if (typeof value === 'string' && value.trim()) return shortened(value)
  }
  return document._id
}

function shortened(title: string): string {
  return title.length > longestTitle ? `${title.slice(0, longestTitle).trimEnd()}…` : title
}

function oldestFirst(a: Reading, b: Reading): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1
  return a.id < b.id ? -1 : 1
}
