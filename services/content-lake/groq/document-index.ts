import { compareIds, type Doc, findReferences } from '../documents/documents.ts'
import { type ReadWhole, toLazyDocument } from '../documents/lazy-document.ts'
import { findShown, type Perspective, perspectiveKey } from './perspectives.ts'
import { createView, LiveView, type View } from './view.ts'

interface KeptView {
  perspective: Perspective
  view: LiveView
}

/** How many perspectives have a view that is kept up to date; others are created again on request. */
const keptViews = 8

/**
 * All documents after the last committed transaction: short fields in memory, long ones on disk. Its documents are
 * replaced, never changed.
 */
export class DocumentIndex {
  readonly #read: ReadWhole
  readonly #docs = new Map<string, Doc>()
  readonly #targets = new Map<string, readonly string[]>()
  readonly #referrers = new Map<string, Set<string>>()
  readonly #views = new Map<string, KeptView>()

  /** `read` loads what is not kept in memory. */
  constructor(read: ReadWhole) {
    this.#read = read
  }

  get size(): number {
    return this.#docs.size
  }

  find(id: string): Doc | undefined {
    return this.#docs.get(id)
  }

  /** Adds or replaces a document that is on disk. */
  put(doc: Doc): void {
    this.#refer(doc._id, [...new Set(findReferences(doc).map(({ to }) => to))])
    this.#docs.set(doc._id, toLazyDocument(doc, this.#read))
    this.#show(doc._id)
  }

  remove(id: string): void {
    this.#refer(id, [])
    this.#docs.delete(id)
    this.#show(id)
  }

  /** Ids of the documents, drafts included, that refer to this one strongly or weakly. */
  findReferrers(id: string): ReadonlySet<string> {
    return this.#referrers.get(id) ?? new Set()
  }

  /** All documents, drafts and versions included, ordered by id. */
  all(): readonly Doc[] {
    return this.view('raw').docs
  }

  /** The documents as one perspective shows them; the view follows later commits. */
  view(perspective: Perspective): View {
    const key = perspectiveKey(perspective)
    const kept = this.#views.get(key) ?? { perspective, view: this.#makeView(perspective) }
    this.#views.delete(key)
    this.#views.set(key, kept)
    const oldest = this.#views.keys().next()
    if (this.#views.size > keptViews && !oldest.done) this.#views.delete(oldest.value)
    return kept.view
  }

  #makeView(perspective: Perspective): LiveView {
    const shown = new Map<string, Doc>()
    for (const storedId of this.#docs.keys()) {
      const { id, doc } = findShown(storedId, perspective, other => this.#docs.get(other))
      if (doc) shown.set(id, doc)
    }
    return new LiveView([...shown.values()].sort((a, b) => compareIds(a._id, b._id)))
  }

  #show(storedId: string): void {
    for (const { perspective, view } of this.#views.values()) {
      const { id, doc } = findShown(storedId, perspective, other => this.#docs.get(other))
      view.set(id, doc)
    }
  }

  #refer(from: string, targets: readonly string[]): void {
    for (const to of this.#targets.get(from) ?? []) {
      const referrers = this.#referrers.get(to)
      referrers?.delete(from)
      if (referrers?.size === 0) this.#referrers.delete(to)
    }
    for (const to of targets) {
      const referrers = this.#referrers.get(to)
      if (referrers) referrers.add(from)
      else this.#referrers.set(to, new Set([from]))
    }
    if (targets.length > 0) this.#targets.set(from, targets)
    else this.#targets.delete(from)
  }
}

/** All documents with uncommitted changes on top; null removes a document. */
export function createOverlaidView(index: DocumentIndex, pending: ReadonlyMap<string, Doc | null>): View {
  if (pending.size === 0) return index.view('raw')
  const untouched = index.all().filter(doc => !pending.has(doc._id))
  const touched = [...pending.values()].filter(doc => doc !== null).map(toQueryDocument)
  return createView([...untouched, ...touched].sort((a, b) => compareIds(a._id, b._id)))
}

/** A document that is not on disk, in the form that queries use. */
function toQueryDocument(doc: Doc): Doc {
  return toLazyDocument(doc, () => doc)
}
