import type { DatabaseSync } from 'node:sqlite'
import type { Logger } from 'pino'
import { type Doc, toDoc } from '../documents/documents.ts'
import type { JsonObject } from '../documents/json.ts'
import { LakeError } from '../errors.ts'
import { DocumentIndex } from '../groq/document-index.ts'
import { inTransaction, openDatabase, text } from './database.ts'
import { Bodies } from './document-bodies.ts'
import { computeEffects, computePatch, type Effects } from './effects.ts'
import type { MutationResult } from './mutations.ts'
import { checkReferences } from './references.ts'
import { type StagedChange, Staging } from './staging.ts'

/** A committed change. */
export interface Change extends StagedChange {
  transition: 'appear' | 'update' | 'disappear'
  effects: Effects
}

/** A committed transaction. `seq` grows by one with each; `id` is the new revision of its documents. */
export interface Commit {
  seq: number
  id: string
  author: string
  at: Temporal.Instant
  changes: Change[]
}

/** A transaction to run: `stage` stages changes and returns the result of each mutation. */
export interface Transaction {
  id: string
  author: string
  now: Temporal.Instant
  dryRun?: boolean
  stage(staging: Staging): MutationResult[]
}

/** The result of a transaction; `commit` is null if nothing changed, on a dry run, or if it was committed before. */
export interface TransactionResult {
  transactionId: string
  results: MutationResult[]
  commit: Commit | null
  /** A document after the transaction. */
  find(id: string): Doc | undefined
}

export interface StoreHooks {
  /** Runs inside the database transaction: what it writes is kept or lost together with the documents. */
  onCommitting?(commit: Commit): void
  /** Runs once the transaction is committed and visible to queries; errors are logged. */
  onCommitted?(commit: Commit): void
}

/** All documents and their history: in SQLite, with an index in memory for queries. */
export class Store {
  readonly database: DatabaseSync
  readonly index: DocumentIndex
  readonly #bodies: Bodies
  readonly #statements: ReturnType<typeof prepareStatements>
  readonly #listeners: StoreHooks[] = []
  readonly #log: Pick<Logger, 'error'>

  /** Opens the folder's file; throws what `openDatabase` throws. */
  constructor(folder: string, log: Pick<Logger, 'error'>) {
    this.#log = log
    this.database = openDatabase(folder)
    this.#statements = prepareStatements(this.database)
    const bodies = new Bodies(this.database)
    this.#bodies = bodies
    this.index = new DocumentIndex((id, revision) => bodies.get(id, revision))
  }

  /** Fills the index from the database; `adapt` may change a document on the way (an asset's URL follows the server's). */
  load(adapt: (doc: JsonObject) => JsonObject): void {
    for (const row of this.database.prepare('SELECT id, body FROM documents').iterate()) {
      const id = text(row, 'id')
      this.index.put(toDoc(adapt(JSON.parse(text(row, 'body'))), id))
    }
  }

  /** The ids of the documents whose whole text matches an FTS5 expression, the best first. */
  searchTexts(expression: string): string[] {
    return this.#statements.searchTexts.all(expression).map(row => text(row, 'id'))
  }

  observe(hooks: StoreHooks): void {
    this.#listeners.push(hooks)
  }

  /**
   * Stages, checks and commits one transaction. A transaction id that was committed before returns the same result
   * (the Studio repeats a request whose response it never got). Throws 503 if the disk refuses: nothing has changed.
   */
  transact(transaction: Transaction): TransactionResult {
    const repeated = this.#findRepeated(transaction.id)
    if (repeated) return repeated
    const staging = new Staging(this.index, transaction.id, transaction.now)
    const results = transaction.stage(staging)
    checkReferences(staging)
    const staged = staging.changes()
    if (transaction.dryRun || staged.length === 0) {
      return {
        transactionId: transaction.id,
        results,
        commit: null,
        find: id => staging.find(id) ?? undefined,
      }
    }
    const commit = this.#show(this.#write(transaction, staged, results))
    this.#announce(commit)
    return { transactionId: transaction.id, results, commit, find: id => this.index.find(id) }
  }

  close(): void {
    if (this.database.isOpen) this.database.close()
  }

  /** The change is saved by now, so that a failing listener must not make the request fail. */
  #announce(commit: Commit): void {
    for (const { onCommitted } of this.#listeners) {
      try {
        onCommitted?.(commit)
      } catch (error) {
        const facts = { event: 'announcing-failed', transaction: commit.id, err: error }
        this.#log.error(facts, 'A change is saved, but not every listener was notified')
      }
    }
  }

  /** Makes a commit visible to queries. The returned commit holds lazy documents. */
  #show(commit: Commit): Commit {
    const changes = commit.changes.map(change => {
      const before = this.index.find(change.documentId) ?? null
      if (change.after) {
        this.#bodies.remember(change.after)
        this.index.put(change.after)
      } else this.index.remove(change.documentId)
      return { ...change, before, after: this.index.find(change.documentId) ?? null }
    })
    return { ...commit, changes }
  }

  #write(transaction: Transaction, staged: StagedChange[], results: MutationResult[]): Commit {
    const changes = staged.map(change => ({
      ...change,
      transition: toTransition(change),
      effects: computeEffects(change.before, change.after),
    }))
    try {
      return inTransaction(this.database, () => {
        const seq = this.#insertTransaction(transaction, results)
        for (const change of changes) this.#insertChange(seq, change)
        const commit: Commit = {
          seq,
          id: transaction.id,
          author: transaction.author,
          at: transaction.now,
          changes,
        }
        for (const { onCommitting } of this.#listeners) onCommitting?.(commit)
        return commit
      })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new LakeError(
        503,
        'storageError',
        `The change could not be written to disk (${reason}), so nothing was changed. Check the free space of DATA_DIR, then try again.`,
        { cause: error },
      )
    }
  }

  #insertTransaction({ id, now, author }: Transaction, results: MutationResult[]): number {
    const at = now.toString({ smallestUnit: 'millisecond' })
    const { lastInsertRowid } = this.#statements.insertTransaction.run(
      id,
      at,
      author,
      JSON.stringify(results),
    )
    return Number(lastInsertRowid)
  }

  #insertChange(seq: number, change: Change): void {
    const { insertChange, putDocument, removeDocument } = this.#statements
    insertChange.run(
      seq,
      change.documentId,
      change.transition,
      change.cause,
      change.before?._rev ?? null,
      JSON.stringify(computePatch(change.after, change.before)),
      JSON.stringify(change.mutations),
    )
    if (change.after) putDocument.run(change.documentId, JSON.stringify(change.after))
    else removeDocument.run(change.documentId)
  }

  #findRepeated(transactionId: string): TransactionResult | null {
    const row = this.#statements.findTransaction.get(transactionId)
    if (!row) return null
    const results: MutationResult[] = JSON.parse(text(row, 'results'))
    return { transactionId, results, commit: null, find: id => this.index.find(id) }
  }
}

/** Prepared once: each keeps a copy of its last values, outside the heap, until it is collected. */
function prepareStatements(database: DatabaseSync) {
  return {
    insertTransaction: database.prepare(
      'INSERT INTO transactions (id, at, author, results) VALUES (?, ?, ?, ?)',
    ),
    findTransaction: database.prepare('SELECT results FROM transactions WHERE id = ?'),
    // Earlier versions read the column “apply”, and must be able to open the file: there is a way back from this one.
    insertChange: database.prepare(
      `INSERT INTO changes (seq, document_id, transition, cause, previous_rev, apply, revert, mutations)
       VALUES (?, ?, ?, ?, ?, '[]', ?, ?)`,
    ),
    putDocument: database.prepare(
      'INSERT INTO documents (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
    ),
    removeDocument: database.prepare('DELETE FROM documents WHERE id = ?'),
    searchTexts: database.prepare(
      'SELECT id FROM texts JOIN documents ON documents.number = texts.rowid WHERE texts MATCH ? ORDER BY rank',
    ),
  }
}

export function toTransition({
  before,
  after,
}: Pick<StagedChange, 'before' | 'after'>): Change['transition'] {
  if (before === null) return 'appear'
  return after === null ? 'disappear' : 'update'
}
