import { compareIds, type Doc } from '../documents/documents.ts'

/** What a query sees: documents ordered by id, with indexes by id and type. */
export interface View {
  readonly docs: readonly Doc[]
  readonly byId: ReadonlyMap<string, Doc>
  readonly byType: ReadonlyMap<string, readonly Doc[]>
}

/** Creates a view of documents that are already ordered by id. */
export function createView(docs: readonly Doc[]): View {
  return new LiveView(docs)
}

/** A view that is updated document by document. Its lists are replaced, never changed, so iterating over one stays safe. */
export class LiveView implements View {
  #docs: readonly Doc[]
  readonly #byId = new Map<string, Doc>()
  readonly #byType = new Map<string, readonly Doc[]>()

  /** `docs` are ordered by id. */
  constructor(docs: readonly Doc[]) {
    this.#docs = docs
    const byType = Map.groupBy(docs, doc => doc._type)
    for (const [type, same] of byType) this.#byType.set(type, same)
    for (const doc of docs) this.#byId.set(doc._id, doc)
  }

  get docs(): readonly Doc[] {
    return this.#docs
  }

  get byId(): ReadonlyMap<string, Doc> {
    return this.#byId
  }

  get byType(): ReadonlyMap<string, readonly Doc[]> {
    return this.#byType
  }

  /** Sets or, with null, removes the document with this id. */
  set(id: string, doc: Doc | null): void {
    const before = this.#byId.get(id)
    if (!before && !doc) return
    this.#docs = replaced(this.#docs, id, doc)
    if (before && before._type !== doc?._type) this.#setOfType(before._type, id, null)
    if (doc) {
      this.#setOfType(doc._type, id, doc)
      this.#byId.set(id, doc)
    } else this.#byId.delete(id)
  }

  #setOfType(type: string, id: string, doc: Doc | null): void {
    const docs = replaced(this.#byType.get(type) ?? [], id, doc)
    if (docs.length > 0) this.#byType.set(type, docs)
    else this.#byType.delete(type)
  }
}

/** The list, ordered by id, with one document replaced, added or removed. */
function replaced(docs: readonly Doc[], id: string, doc: Doc | null): readonly Doc[] {
  const place = findPlace(docs, id)
  const found = docs[place]?._id === id
  if (found && doc) return docs.with(place, doc)
  return docs.toSpliced(place, found ? 1 : 0, ...(doc ? [doc] : []))
}

/** The position of the document with this id, or where it would be inserted. */
function findPlace(docs: readonly Doc[], id: string): number {
  let from = 0
  let to = docs.length
  while (from < to) {
    const middle = (from + to) >>> 1
    const here = docs[middle]
    if (here && compareIds(here._id, id) < 0) from = middle + 1
    else to = middle
  }
  return from
}
