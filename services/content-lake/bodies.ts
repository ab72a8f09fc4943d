import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { applyPatch } from 'mendoza'
import { text } from './database.ts'
import type { Doc } from './documents.ts'
import { LakeError } from './errors.ts'
import { isRecord, type JsonObject } from './json.ts'

/** Documents kept parsed for the next look: an edit looks several times at what it changes. */
const keptBodies = 50

/** Reads whole documents from disk. */
export class Bodies {
  readonly #current: StatementSync
  readonly #reverts: StatementSync
  readonly #recent = new Map<string, JsonObject>()

  constructor(database: DatabaseSync) {
    this.#current = database.prepare('SELECT body FROM documents WHERE id = ?')
    this.#reverts = database.prepare('SELECT revert FROM changes WHERE document_id = ? ORDER BY seq DESC')
  }

  /**
   * The document of this id as it was at this revision, whatever became of it since: a query that began before a commit
   * sees what it saw. Throws 503 where it cannot be read.
   */
  get(id: string, revision: string): JsonObject {
    const recent = this.#recent.get(id)
    if (recent?._rev === revision) return recent
    const row = this.#current.get(id)
    const current: unknown = row ? JSON.parse(text(row, 'body')) : null
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
    for (const row of this.#reverts.iterate(id)) {
      state = applyPatch(state, JSON.parse(text(row, 'revert')))
      if (isRecord(state) && state._rev === revision) return state
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
