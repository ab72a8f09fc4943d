import type { DatabaseSync } from 'node:sqlite'
import { applyPatch } from 'mendoza'
import { toDoc } from '../documents/documents.ts'
import { isRecord, type JsonObject } from '../documents/json.ts'
import { loadWhole } from '../documents/lazy-document.ts'
import type { DocumentIndex } from '../groq/document-index.ts'
import { integer, type Row, text, textOrNull } from './database.ts'
import { computeEffects, type Effects } from './effects.ts'
import { type Change, type Commit, toTransition } from './store.ts'

/** One line of `data/history/…/transactions`, as the Studio's `getTransactionsLogs` reads it. */
export interface TransactionLogEntry {
  id: string
  timestamp: string
  author: string
  documentIDs: string[]
  mutations?: JsonObject[]
  effects?: Record<string, Effects>
}

export interface TransactionLogFilter {
  documentIds: readonly string[]
  /** Inclusive bounds: transaction ids or ISO times. An unknown id is no bound. */
  fromTransaction?: string | undefined
  toTransaction?: string | undefined
  fromTime?: string | undefined
  toTime?: string | undefined
  authors?: readonly string[] | undefined
  reverse: boolean
  limit: number
  withContent: boolean
  withEffects: boolean
}

/** A change in the history. */
export interface LoggedChange {
  seq: number
  transactionId: string
  at: string
  author: string
  documentId: string
  transition: string
  cause: string
  previousRev: string | null
}

/** A change and a commit as sent to listeners, also when they resume. */
export type PastChange = Omit<Change, 'cause'>
export type PastCommit = Omit<Commit, 'changes'> & { changes: PastChange[] }

const changeColumns = `changes.seq AS seq, transactions.id AS id, at, author, document_id, transition, cause, previous_rev`

/** Reads transactions and past states of documents. */
export class History {
  readonly #database: DatabaseSync
  readonly #index: DocumentIndex

  constructor(database: DatabaseSync, index: DocumentIndex) {
    this.#database = database
    this.#index = index
  }

  /** The transactions that changed any of these documents; oldest first unless `reverse`. */
  transactions(filter: TransactionLogFilter): TransactionLogEntry[] {
    const from = this.#seqOf(filter.fromTransaction) ?? 0
    const to = this.#seqOf(filter.toTransaction) ?? Number.MAX_SAFE_INTEGER
    const ids = JSON.stringify(filter.documentIds)
    const sequence = this.#database
      .prepare(
        `SELECT DISTINCT changes.seq AS seq, transactions.id AS id, at, author
         FROM changes JOIN transactions USING (seq)
         WHERE document_id IN (SELECT value FROM json_each(?)) AND changes.seq BETWEEN ? AND ?
           AND at >= ? AND at <= ? AND (? IS NULL OR author IN (SELECT value FROM json_each(?)))
         ORDER BY changes.seq ${filter.reverse ? 'DESC' : 'ASC'} LIMIT ?`,
      )
      .all(
        ids,
        from,
        to,
        filter.fromTime ?? '',
        filter.toTime ?? '9',
        filter.authors ? 1 : null,
        JSON.stringify(filter.authors ?? []),
        filter.limit,
      )
    const seqs = new Set(sequence.map(row => integer(row, 'seq')))
    const effects = new Map(
      filter.withEffects ? filter.documentIds.map(id => [id, this.#effects(id, seqs)]) : [],
    )
    return sequence.map(row => this.#entry(row, filter, effects))
  }

  /** Changes of these documents, newest first, older than `beforeSeq` if given. */
  changes(documentIds: readonly string[], limit: number, beforeSeq?: number): LoggedChange[] {
    return this.#database
      .prepare(
        `SELECT ${changeColumns} FROM changes JOIN transactions USING (seq)
         WHERE document_id IN (SELECT value FROM json_each(?)) AND changes.seq < ?
         ORDER BY changes.seq DESC LIMIT ?`,
      )
      .all(JSON.stringify(documentIds), beforeSeq ?? Number.MAX_SAFE_INTEGER, limit)
      .map(toLoggedChange)
  }

  /** The document after a transaction, by its revision; null if it did not exist, or the revision is unknown. */
  atRevision(documentId: string, revision: string): JsonObject | null {
    const seq = this.#seqOf(revision)
    return seq === null ? null : this.#afterSeq(documentId, seq)
  }

  /** The document at a time; `time` is ISO 8601 in UTC. */
  atTime(documentId: string, time: string): JsonObject | null {
    const row = this.#database.prepare('SELECT max(seq) AS seq FROM transactions WHERE at <= ?').get(time)
    const seq = row && row.seq !== null ? integer(row, 'seq') : 0
    return this.#afterSeq(documentId, seq)
  }

  /**
   * The current versions of a document or, if it was deleted, those that were deleted with it: not a draft that was
   * discarded long before.
   */
  lastVersions(documentIds: readonly string[]): JsonObject[] {
    const present = documentIds.map(id => this.#index.find(id)).filter(version => version !== undefined)
    const [last] = present.length > 0 ? [] : this.changes(documentIds, 1)
    if (!last) return present
    return documentIds.map(id => this.#afterSeq(id, last.seq - 1)).filter(version => version !== null)
  }

  /** A document before and after a transaction; null if it did not exist. Throws if there is no such transaction. */
  around(documentId: string, transactionId: string): { before: JsonObject | null; after: JsonObject | null } {
    const seq = this.#seqOf(transactionId)
    if (seq === null) throw new Error(`The history has no transaction “${transactionId}”.`)
    return { before: this.#afterSeq(documentId, seq - 1), after: this.#afterSeq(documentId, seq) }
  }

  /** The id of the last transaction; null before the first. */
  lastTransaction(): string | null {
    const row = this.#database.prepare('SELECT id FROM transactions ORDER BY seq DESC LIMIT 1').get()
    return row ? text(row, 'id') : null
  }

  /**
   * The commits after a transaction ('' for all), oldest first; null if the transaction is unknown or more than `limit`
   * changes ago.
   */
  commitsAfter(transactionId: string, limit: number): PastCommit[] | null {
    const after = transactionId === '' ? 0 : this.#seqOf(transactionId)
    if (after === null) return null
    const rows = this.#database
      .prepare(
        `SELECT ${changeColumns}, mutations FROM changes JOIN transactions USING (seq)
         WHERE changes.seq > ? ORDER BY changes.seq, document_id LIMIT ?`,
      )
      .all(after, limit + 1)
    if (rows.length > limit) return null
    return [...Map.groupBy(rows, row => integer(row, 'seq'))].flatMap(([seq, [first, ...others]]) => {
      if (!first) return []
      const { transactionId: id, at, author } = toLoggedChange(first)
      const changes = [first, ...others].map(row => this.#toPastChange(row))
      return [{ seq, id, author, at: Temporal.Instant.from(at), changes }]
    })
  }

  #toPastChange(row: Row): PastChange {
    const { seq, documentId } = toLoggedChange(row)
    const before = this.#afterSeq(documentId, seq - 1)
    const after = this.#afterSeq(documentId, seq)
    const states = { before: before && toDoc(before, documentId), after: after && toDoc(after, documentId) }
    return {
      documentId,
      ...states,
      transition: toTransition(states),
      mutations: JSON.parse(text(row, 'mutations')),
      effects: computeEffects(before, after),
    }
  }

  /** Walks back from the present state, reverting the changes after `seq`. */
  #afterSeq(documentId: string, seq: number): JsonObject | null {
    const current = this.#index.find(documentId)
    const later = this.#database
      .prepare('SELECT revert FROM changes WHERE document_id = ? AND seq > ? ORDER BY seq DESC')
      .all(documentId, seq)
    if (later.length === 0) return current ?? null
    let state: JsonObject | null = current ? loadWhole(current) : null
    for (const row of later) state = revert(state, row)
    return state
  }

  /** The patches of these changes of a document, by the number of their transaction. */
  #effects(documentId: string, seqs: ReadonlySet<number>): Map<number, Effects> {
    const effects = new Map<number, Effects>()
    const rows = this.#database
      .prepare('SELECT seq, revert FROM changes WHERE document_id = ? AND seq >= ? ORDER BY seq DESC')
      .all(documentId, Math.min(...seqs))
    const current = this.#index.find(documentId)
    let after: JsonObject | null = current ? loadWhole(current) : null
    for (const row of rows) {
      const seq = integer(row, 'seq')
      const before = revert(after, row)
      if (seqs.has(seq)) effects.set(seq, computeEffects(before, after))
      after = before
    }
    return effects
  }

  #entry(
    row: Row,
    filter: TransactionLogFilter,
    effects: ReadonlyMap<string, ReadonlyMap<number, Effects>>,
  ): TransactionLogEntry {
    const seq = integer(row, 'seq')
    const changes = this.#database
      .prepare(
        'SELECT document_id, mutations FROM changes WHERE seq = ? AND document_id IN (SELECT value FROM json_each(?))',
      )
      .all(seq, JSON.stringify(filter.documentIds))
    const entry: TransactionLogEntry = {
      id: text(row, 'id'),
      timestamp: text(row, 'at'),
      author: text(row, 'author'),
      documentIDs: changes.map(change => text(change, 'document_id')),
    }
    if (filter.withContent) entry.mutations = changes.flatMap(change => JSON.parse(text(change, 'mutations')))
    if (filter.withEffects) {
      entry.effects = Object.fromEntries(
        entry.documentIDs.flatMap(id => {
          const sent = effects.get(id)?.get(seq)
          return sent ? [[id, sent]] : []
        }),
      )
    }
    return entry
  }

  #seqOf(transactionId: string | undefined): number | null {
    if (transactionId === undefined || transactionId === '') return null
    const row = this.#database.prepare('SELECT seq FROM transactions WHERE id = ?').get(transactionId)
    return row ? integer(row, 'seq') : null
  }
}

/** The state before a change, from the one after it. */
function revert(after: JsonObject | null, row: Row): JsonObject | null {
  const before: unknown = applyPatch(after, JSON.parse(text(row, 'revert')))
  return isRecord(before) ? before : null
}

function toLoggedChange(row: Row): LoggedChange {
  return {
    seq: integer(row, 'seq'),
    transactionId: text(row, 'id'),
    at: text(row, 'at'),
    author: text(row, 'author'),
    documentId: text(row, 'document_id'),
    transition: text(row, 'transition'),
    cause: text(row, 'cause'),
    previousRev: textOrNull(row, 'previous_rev'),
  }
}
