import type { Doc, DocStub } from '../documents/documents.ts'
import type { JsonObject } from '../documents/json.ts'
import { storable } from '../documents/json.ts'
import { loadWhole } from '../documents/lazy-document.ts'
import type { DocumentIndex } from '../groq/document-index.ts'
import { requireFit } from './document-limits.ts'
import { type PatchOperations, patched } from './patch.ts'

/** Why a document changed, for the history panel; `mutate` is a change outside the Studio's document actions. */
export type Cause = 'create' | 'edit' | 'publish' | 'unpublish' | 'discard' | 'delete' | 'replace' | 'mutate'

/** The change of one document in one transaction, with the mutations that listeners receive. */
export interface StagedChange {
  documentId: string
  before: Doc | null
  after: Doc | null
  cause: Cause
  mutations: JsonObject[]
}

interface Entry {
  after: Doc | null
  cause: Cause
  mutations: JsonObject[]
}

/**
 * An uncommitted transaction: only its own reads see its writes. The mutations recorded for each document, replayed with
 * `@sanity/mutator`, give the same document again, which is what the Studio does.
 */
export class Staging {
  readonly #index: DocumentIndex
  readonly #entries = new Map<string, Entry>()
  readonly #before = new Map<string, Doc | null>()
  readonly #revision: string
  readonly #timestamp: string

  constructor(index: DocumentIndex, revision: string, now: Temporal.Instant) {
    this.#index = index
    this.#revision = revision
    this.#timestamp = now.toString({ smallestUnit: 'millisecond' })
  }

  find(id: string): Doc | null {
    const entry = this.#entries.get(id)
    return entry ? entry.after : this.findStored(id)
  }

  /** A document outside this transaction, fully loaded, since its stored body is about to be overwritten. */
  findStored(id: string): Doc | null {
    const known = this.#before.get(id)
    if (known !== undefined) return known
    const doc = this.#index.find(id)
    const before = doc ? loadWhole(doc) : null
    this.#before.set(id, before)
    return before
  }

  has(id: string): boolean {
    const entry = this.#entries.get(id)
    return entry ? entry.after !== null : this.#index.find(id) !== undefined
  }

  /** Stages a whole document after `requireFit`. A given creation time is kept, which imports need. */
  put(stub: DocStub, cause: Cause): void {
    const createdAt = typeof stub._createdAt === 'string' ? stub._createdAt : this.#timestamp
    const doc: Doc = storable({
      ...stub,
      _createdAt: createdAt,
      _updatedAt: this.#timestamp,
      _rev: this.#revision,
    })
    const operation = this.find(stub._id) === null ? 'create' : 'createOrReplace'
    this.#note(stub._id, doc, cause, { [operation]: doc })
  }

  /** Stages a patch of a document whose existence the caller has checked; the result must pass `requireFit`. */
  patch(doc: Doc, patch: PatchOperations, cause: Cause): void {
    const { ifRevisionID: _, ...operations } = patch
    const after: Doc = { ...patched(doc, patch), _updatedAt: this.#timestamp, _rev: this.#revision }
    this.#note(doc._id, after, cause, { patch: { id: doc._id, ...operations } })
  }

  remove(id: string, cause: Cause): void {
    this.#note(id, null, cause, { delete: { id } })
  }

  /** The documents changed so far, in their present state. */
  pending(): Map<string, Doc | null> {
    return new Map([...this.#entries].map(([id, { after }]) => [id, after]))
  }

  /** The changes, in the order in which documents were first touched, without documents created and deleted again. */
  changes(): StagedChange[] {
    const changes: StagedChange[] = []
    for (const [documentId, { after, cause, mutations }] of this.#entries) {
      const before = this.findStored(documentId)
      if (before === null && after === null) continue
      changes.push({ documentId, before, after, cause, mutations })
    }
    return changes
  }

  /** Ids of documents, drafts and versions included, that may refer to `id` after the commit. */
  findReferrers(id: string): Set<string> {
    const referrers = new Set(this.#index.findReferrers(id))
    for (const other of this.#entries.keys()) referrers.add(other)
    return referrers
  }

  #note(id: string, after: Doc | null, cause: Cause, mutation: JsonObject): void {
    if (after) requireFit(after)
    const entry = this.#entries.get(id)
    if (!entry) {
      this.#entries.set(id, { after, cause, mutations: [mutation] })
      return
    }
    entry.after = after
    entry.cause = cause
    entry.mutations.push(mutation)
  }
}
