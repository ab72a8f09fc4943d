import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { applyPatch } from 'mendoza'
import type { Doc } from '../documents/documents.ts'
import { isRecord, type JsonObject } from '../documents/json.ts'
import { LakeError } from '../errors.ts'
import { checkBudget } from '../groq/query-budget.ts'
import { integer, text } from './database.ts'

/** How many documents are cached, since an edit reads the document that it changes several times. */
const keptBodies = 50

/** Reads whole documents from disk. */
export class Bodies {
  readonly #current: StatementSync
  readonly #earlierChange: StatementSync
  readonly #recent = new Map<string, JsonObject>()

  constructor(database: DatabaseSync) {
    this.#current = database.prepare('SELECT body FROM documents WHERE id = ?')
    this.#earlierChange = database.prepare(
      'SELECT seq, revert FROM changes WHERE document_id = ? AND seq < ? ORDER BY seq DESC LIMIT 1',
    )
  }

  /**
   * The document at this revision, even if it has changed since: a query that began before a commit keeps its state.
   * Throws 503 if it cannot be read.
   */
  get(id: string, revision: string): JsonObject {
    const recent = this.#recent.get(id)
    if (recent?._rev === revision) return recent
    const row = this.#current.get(id)
    const json = row ? text(row, 'body') : 'null'
    checkBudget()
    const current: unknown = JSON.parse(json)
    const body =
      isRecord(current) && current._rev === revision ? current : this.#earlier(id, revision, current)
    this.#keep(id, body)
    return body
  }

  /** Caches a document that was just written and will likely be read next. */
  remember(doc: Doc): void {
    this.#keep(doc._id, doc)
  }

  #earlier(id: string, revision: string, current: unknown): JsonObject {
    let state = current
    // One row at a time, so that a stopped query leaves no statement open.
    let row = this.#earlierChange.get(id, Number.MAX_SAFE_INTEGER)
    while (row) {
      state = applyPatch(state, JSON.parse(text(row, 'revert')))
      if (isRecord(state) && state._rev === revision) return state
      row = this.#earlierChange.get(id, integer(row, 'seq'))
    }
    throw new LakeError(
      503,
      'storageError',
      `Revision “${revision}” of document “${id}” cannot be read from disk. Try again; if it stays so, the file in DATA_DIR is damaged: put back a copy from a backup.`,
    )
  }

  #keep(id: string, body: JsonObject): void {
    this.#recent.delete(id)
    this.#recent.set(id, body)
    const oldest = this.#recent.keys().next()
    if (this.#recent.size > keptBodies && !oldest.done) this.#recent.delete(oldest.value)
  }
}
