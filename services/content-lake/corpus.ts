import { compareIds, type Doc, isPublicId, referencesOf } from './documents.ts'
import { overlay, type Perspective, perspectiveKey } from './perspectives.ts'
import { withText } from './text-search.ts'

/** What a query sees: documents ordered by id, with the indexes that spare it a walk over all of them. */
export interface View {
  docs: readonly Doc[]
  byId: ReadonlyMap<string, Doc>
  byType: ReadonlyMap<string, readonly Doc[]>
}

/** Who looks: somebody without a token is shown no id with a dot in it, whatever the perspective. */
export type Reach = 'public' | 'all'

/** Every document, in memory, as the last committed transaction left it. Documents in it are never changed, only replaced. */
export class Corpus {
  readonly #docs = new Map<string, Doc>()
  readonly #referrers = new Map<string, Set<string>>()
  #sorted: Doc[] | undefined
  readonly #views = new Map<string, View>()

  get size(): number {
    return this.#docs.size
  }

  find(id: string): Doc | undefined {
    return this.#docs.get(id)
  }

  put(doc: Doc): void {
    this.#forgetReferences(doc._id)
    this.#docs.set(doc._id, withText(doc))
    for (const { to } of referencesOf(doc)) {
      const referrers = this.#referrers.get(to)
      if (referrers) referrers.add(doc._id)
      else this.#referrers.set(to, new Set([doc._id]))
    }
    this.#changed()
  }

  remove(id: string): void {
    this.#forgetReferences(id)
    this.#docs.delete(id)
    this.#changed()
  }

  /** Ids of the documents (drafts included) that refer to this one, weakly or not. */
  referrersOf(id: string): ReadonlySet<string> {
    return this.#referrers.get(id) ?? new Set()
  }

  /** All documents, drafts and versions included, ordered by id. */
  all(): readonly Doc[] {
    this.#sorted ??= [...this.#docs.values()].sort((a, b) => compareIds(a._id, b._id))
    return this.#sorted
  }

  /** The documents as one perspective shows them; computed once between two commits. */
  view(perspective: Perspective, reach: Reach): View {
    const key = `${reach}:${perspectiveKey(perspective)}`
    const known = this.#views.get(key)
    if (known) return known
    const visible = reach === 'all' ? this.all() : this.all().filter(doc => isPublicId(doc._id))
    const made = indexed(overlay(visible, perspective).map(withText))
    this.#views.set(key, made)
    return made
  }

  #changed(): void {
    this.#sorted = undefined
    this.#views.clear()
  }

  #forgetReferences(id: string): void {
    const previous = this.#docs.get(id)
    if (!previous) return
    for (const { to } of referencesOf(previous)) this.#referrers.get(to)?.delete(id)
  }
}

/** Everything, as it is with some documents changed (or, where null, removed) that are not committed yet. */
export function overlaidView(corpus: Corpus, pending: ReadonlyMap<string, Doc | null>): View {
  if (pending.size === 0) return corpus.view('raw', 'all')
  const untouched = corpus.all().filter(doc => !pending.has(doc._id))
  const touched = [...pending.values()].filter(doc => doc !== null).map(withText)
  return indexed([...untouched, ...touched].sort((a, b) => compareIds(a._id, b._id)))
}

/** Makes a view of documents that are already ordered by id. */
export function indexed(docs: readonly Doc[]): View {
  const byType = new Map<string, Doc[]>()
  for (const doc of docs) {
    const same = byType.get(doc._type)
    if (same) same.push(doc)
    else byType.set(doc._type, [doc])
  }
  return { docs, byId: new Map(docs.map(doc => [doc._id, doc])), byType }
}
