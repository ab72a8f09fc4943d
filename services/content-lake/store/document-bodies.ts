import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { applyPatch } from 'mendoza'
import type { Doc } from '../documents/documents.ts'
import { isRecord, type JsonObject } from '../documents/json.ts'
import { LakeError } from '../errors.ts'
import { charge } from '../groq/query-budget.ts'
import { integer, text } from './database.ts'

/** Documents kept parsed for the next look: an edit looks several times at what it changes. */
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
   * The document of this id as it was at this revision, whatever became of it since: a query that began before a commit
   * sees what it saw. Throws 503 where it cannot be read.
   */
  get(id: string, revision: string): JsonObject {
    const recent = this.#recent.get(id)
    if (recent?._rev === revision) return recent
    const row = this.#current.get(id)
    const json = row ? text(row, 'body') : 'null'
    charge(json.length / 8)
    const current: unknown = JSON.parse(json)
    const body =
      isRecord(current) && current._rev === revision ? current : this.#earlier(id, revision, current)
    this.#keep(id, body)
    return body
  }

  /** Takes note of a document that was just written, and will likely be looked at next. */
  remember(doc: Doc): void {
    this.#keep(doc._id, doc)
  }

  #earlier(id: string, revision: string, current: unknown): JsonObject {
    let state = current
    // One row at a time: a query that is stopped in the middle leaves no statement open.
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
