import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Logger } from 'pino'
import { type Doc, getKind, toDoc } from '../documents/documents.ts'
import type { JsonObject } from '../documents/json.ts'
import type { DocumentIndex } from '../groq/document-index.ts'
import { evaluateDelta, type QueryContext } from '../groq/groq.ts'
import { inLooseTransaction, integer, type Row, text, textOrNull } from '../store/database.ts'
import type { History } from '../store/history.ts'
import type { Change, Commit } from '../store/store.ts'
import { type ChangeNote, changeNote, makeRequest, sendRequest } from './webhook-request.ts'
import type { Webhook, Webhooks } from './webhooks.ts'

export interface DeliveryOptions {
  database: DatabaseSync
  index: DocumentIndex
  history: History
  webhooks: Webhooks
  context: () => QueryContext
  log: Logger
  /** Waits between attempts, in ms; the last repeats until `giveUpMs` after the change. */
  retryDelaysMs?: readonly number[]
  giveUpMs?: number
  timeoutMs?: number
}

interface Made {
  request: Request
  body: string
}

/** A delivery with its last attempt; the first six fields are those of Sanity's API. */
export interface DeliveryAttempt {
  id: string
  createdAt: string
  inProgress: boolean
  isFailure: boolean
  failureReason: 'http' | 'network' | null
  /** The status of the answer, if there was one. */
  resultCode: number | null
  state: string
  attempts: number
  outcome: string | null
}

const operations = { appear: 'create', update: 'update', disappear: 'delete' } as const
const keptDeliveries = 1000

/**
 * Sends webhooks, each hook's in order. Deliveries are written in the same transaction as the documents, so that a change
 * and its webhook are kept or lost together; each is sent at least once, also after a crash.
 */
export class Deliveries {
  readonly #options: Required<DeliveryOptions>
  readonly #stopping = new AbortController()
  #running: Promise<void> | undefined
  #again = false
  /** Consecutive runs that failed as a whole. */
  #faults = 0
  #timer: NodeJS.Timeout | undefined

  constructor(options: DeliveryOptions) {
    this.#options = {
      retryDelaysMs: [200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000],
      giveUpMs: 24 * 3_600_000,
      timeoutMs: 30_000,
      ...options,
    }
  }

  /** Records the deliveries of a commit, within its transaction. */
  enqueue(commit: Commit): void {
    const { database, webhooks } = this.#options
    const insert = database.prepare(
      'INSERT INTO deliveries (hook_id, key, change, made_at, next_at) VALUES (?, ?, ?, ?, ?)',
    )
    const at = commit.at.epochMilliseconds
    for (const hook of webhooks.list()) {
      for (const change of commit.changes) {
        if (!concerns(hook, change)) continue
        insert.run(hook.id, randomUUID(), JSON.stringify(toChangeNote(commit, change)), at, at)
      }
    }
  }

  /** Sends what is due; may be called at any time. */
  wake(): void {
    if (this.#stopping.signal.aborted) return
    this.#again = true
    this.#running ??= this.#runOrWait().finally(() => {
      this.#running = undefined
    })
  }

  /** A hook's latest deliveries, newest first. */
  attempts(hookId: string): DeliveryAttempt[] {
    return this.#options.database
      .prepare(
        'SELECT key, state, attempts, outcome, made_at FROM deliveries WHERE hook_id = ? ORDER BY id DESC LIMIT 100',
      )
      .all(hookId)
      .map(toAttempt)
  }

  /** Stops sending; waiting deliveries are sent after the next start. */
  async close(): Promise<void> {
    this.#stopping.abort()
    clearTimeout(this.#timer)
    await this.#running
  }

  /** Never rejects: a database that cannot be read or written now may recover, for instance from a full disk. */
  async #runOrWait(): Promise<void> {
    const { log, retryDelaysMs } = this.#options
    try {
      await this.#run()
      this.#faults = 0
    } catch (error) {
      log.error({ event: 'webhooks-stalled', err: error }, 'Webhooks cannot be sent for now; trying again')
      this.#wakeIn(retryDelaysMs[this.#faults] ?? retryDelaysMs.at(-1) ?? 60_000)
      this.#faults += 1
    }
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#stopping.signal.aborted) {
      this.#again = false
      const hooks = this.#options.webhooks.list()
      // All must end before the next run: two runs at once would send deliveries twice.
      const ended = await Promise.allSettled(hooks.map(hook => this.#drain(hook)))
      for (const end of ended) if (end.status === 'rejected') throw end.reason
    }
    this.#sleep()
  }

  async #drain(hook: Webhook): Promise<void> {
    const { database, context } = this.#options
    const next = database.prepare(
      "SELECT * FROM deliveries WHERE hook_id = ? AND state = 'waiting' ORDER BY id LIMIT 1",
    )
    for (let row = next.get(hook.id); row; row = next.get(hook.id)) {
      const isDue = integer(row, 'next_at') <= context().now.epochMilliseconds
      if (!isDue || this.#stopping.signal.aborted) return
      if (!(await this.#deliver(hook, row))) return
    }
  }

  /** Returns whether this delivery is settled, so that the hook's next one may follow. */
  async #deliver(hook: Webhook, row: Row): Promise<boolean> {
    const id = integer(row, 'id')
    const made = await this.#tryMake(hook, row, id)
    if (made === null) return true
    const timeout = AbortSignal.timeout(this.#options.timeoutMs)
    const outcome = await sendRequest(made.request, AbortSignal.any([this.#stopping.signal, timeout]))
    if (this.#stopping.signal.aborted) return false
    if (outcome.delivered) {
      this.#settle(id, 'delivered', outcome.reason)
      return true
    }
    return this.#retryLater(hook, row, made.body, outcome)
  }

  /** The request and its payload; null if there is nothing to send or no request can be made, which settles the delivery. */
  async #tryMake(hook: Webhook, row: Row, id: number): Promise<Made | null> {
    try {
      const made = await this.#make(hook, row)
      if (made === null) this.#settle(id, 'unconcerned', null)
      return made
    } catch (error) {
      // It would fail every time and block all later deliveries.
      const reason = error instanceof Error ? error.message : String(error)
      this.#options.log.error({ event: 'webhook-failed', hook: hook.name, reason, gaveUp: true }, reason)
      this.#settle(id, 'failed', reason)
      return null
    }
  }

  async #make(hook: Webhook, row: Row): Promise<Made | null> {
    const note = changeNote.parse(JSON.parse(text(row, 'change')))
    const body = textOrNull(row, 'body') ?? (await this.#makeBody(hook, note))
    if (body === null) return null
    return { body, request: await makeRequest(hook, note, body, text(row, 'key'), this.#options.context()) }
  }

  /** The payload; null if the hook's filter rejects this change. */
  async #makeBody(hook: Webhook, note: ChangeNote): Promise<string | null> {
    const { before, after } = this.#change(note)
    const view = this.#options.index.view(hook.includeDrafts ? 'raw' : 'published')
    const context = this.#options.context()
    const { filter, projection } = hook.rule
    if (filter && (await evaluateDelta(filter, before, after, view, context)) !== true) return null
    const payload = projection
      ? await evaluateDelta(projection, before, after, view, context)
      : (after ?? before)
    return JSON.stringify(payload)
  }

  #change(note: ChangeNote): { before: Doc | null; after: Doc | null } {
    const { before, after } = this.#options.history.around(note.documentId, note.transactionId)
    return { before: parseDoc(before, note), after: parseDoc(after, note) }
  }

  #retryLater(hook: Webhook, row: Row, body: string, outcome: { final: boolean; reason: string }): boolean {
    const { database, context, retryDelaysMs, giveUpMs, log } = this.#options
    const id = integer(row, 'id')
    const attempts = integer(row, 'attempts') + 1
    const now = context().now.epochMilliseconds
    const gaveUp = outcome.final || now - integer(row, 'made_at') > giveUpMs
    const facts = { event: 'webhook-failed', hook: hook.name, attempts, reason: outcome.reason, gaveUp }
    log.warn(
      facts,
      `Webhook “${hook.name}” was not taken (${outcome.reason})${gaveUp ? ' and is given up' : ''}.`,
    )
    if (gaveUp) {
      this.#settle(id, 'failed', outcome.reason)
      return true
    }
    const delay = retryDelaysMs[attempts - 1] ?? retryDelaysMs.at(-1) ?? 60_000
    database
      .prepare('UPDATE deliveries SET attempts = ?, next_at = ?, body = ?, outcome = ? WHERE id = ?')
      .run(attempts, now + delay, body, outcome.reason, id)
    return false
  }

  /** Marks a delivery as settled. If a power cut undoes this, the webhook is sent once more. */
  #settle(id: number, state: 'delivered' | 'failed' | 'unconcerned', outcome: string | null): void {
    const { database } = this.#options
    inLooseTransaction(database, () => {
      database
        .prepare(
          "UPDATE deliveries SET state = ?, outcome = ?, attempts = attempts + 1, change = '' WHERE id = ?",
        )
        .run(state, outcome, id)
      database.prepare("DELETE FROM deliveries WHERE state <> 'waiting' AND id <= ?").run(id - keptDeliveries)
    })
  }

  /** Sleeps until the earliest retry is due. */
  #sleep(): void {
    if (this.#stopping.signal.aborted) return
    const row = this.#options.database
      .prepare("SELECT min(next_at) AS due FROM deliveries WHERE state = 'waiting' HAVING due IS NOT NULL")
      .get()
    if (!row) return
    this.#wakeIn(integer(row, 'due') - this.#options.context().now.epochMilliseconds)
  }

  #wakeIn(ms: number): void {
    if (this.#stopping.signal.aborted) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.wake(), Math.min(Math.max(10, ms), 3_600_000))
  }
}

function toAttempt(row: Row): DeliveryAttempt {
  const state = text(row, 'state')
  const outcome = textOrNull(row, 'outcome')
  const [, status] = /^HTTP (\d+)$/.exec(outcome ?? '') ?? []
  // One that waits for its next attempt has failed before.
  const isFailure = state === 'failed' || (state === 'waiting' && outcome !== null)
  return {
    id: text(row, 'key'),
    createdAt: Temporal.Instant.fromEpochMilliseconds(integer(row, 'made_at')).toString(),
    inProgress: state === 'waiting' && outcome === null,
    isFailure,
    failureReason: isFailure ? (status ? 'http' : 'network') : null,
    resultCode: status ? Number(status) : null,
    state,
    attempts: integer(row, 'attempts'),
    outcome,
  }
}

function concerns(hook: Webhook, change: Change): boolean {
  if (hook.isDisabledByUser || !hook.rule.on.includes(operations[change.transition])) return false
  const kind = getKind(change.documentId)
  return kind === 'published' || (kind === 'draft' && hook.includeDrafts)
}

function toChangeNote(commit: Commit, change: Change): ChangeNote {
  return {
    transactionId: commit.id,
    at: commit.at.toString({ smallestUnit: 'millisecond' }),
    documentId: change.documentId,
    operation: operations[change.transition],
  }
}

function parseDoc(value: JsonObject | null, note: ChangeNote): Doc | null {
  return value && toDoc(value, note.documentId)
}
