import { type Doc, getKind } from '../documents/documents.ts'
import type { JsonObject } from '../documents/json.ts'
import { LakeError } from '../errors.ts'
import type { DocumentIndex } from '../groq/document-index.ts'
import type { Groq, QueryContext } from '../groq/groq.ts'
import { listenerLimits, withinBudget } from '../groq/query-budget.ts'
import { createView } from '../groq/view.ts'
import type { History, PastChange, PastCommit } from '../store/history.ts'
import type { Commit } from '../store/store.ts'

/** A listener's options, by Sanity's names. */
export interface ListenOptions {
  userId: string
  query: string
  params: JsonObject
  includeResult: boolean
  includePreviousRevision: boolean
  includeMutations: boolean
  includeAllVersions: boolean
  effectFormat: string | null
  enableResume: boolean
  /** The last event the client received before it lost the connection. */
  lastEventId: string | null
}

/** Receives a chunk of an event stream. */
export type Sink = (chunk: string) => void

interface Listener {
  options: ListenOptions
  sink: Sink
  /** Ends the stream, after the last chunk. */
  end(): void
}

const heartbeatMs = 15_000
/** A listener that missed more changes than this must start again instead of resuming. */
const resumableChanges = 500
/** A tab of the Studio has about six. */
const listenersPerUser = 300
const maxListeners = 2000

/** Sends every commit to listeners. Events of a document always chain: `previousRev` is the `resultRev` of the one before. */
export class ListenHub {
  readonly #groq: Groq
  readonly #index: DocumentIndex
  readonly #history: History
  readonly #context: () => QueryContext
  readonly #listeners = new Set<Listener>()
  readonly #heartbeat: NodeJS.Timeout
  #names = 0

  constructor(groq: Groq, index: DocumentIndex, history: History, context: () => QueryContext) {
    this.#groq = groq
    this.#index = index
    this.#history = history
    this.#context = context
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs)
    this.#heartbeat.unref()
  }

  /**
   * Starts a listener; returns a function that ends it. If its query does not parse, or later cannot be evaluated, it gets
   * a `channelError`, as the client expects, and `end` is called. Throws 429 before any chunk if there are too many.
   */
  connect(options: ListenOptions, sink: Sink, end: () => void): () => void {
    this.#requireRoom(options.userId)
    const listener = { options, sink, end }
    const disconnect = () => {
      this.#listeners.delete(listener)
    }
    this.#listeners.add(listener)
    this.#orDrop(listener, () => {
      withinBudget(listenerLimits, () =>
        this.#groq.run(options.query, options.params, createView([]), this.#context()),
      )
      this.#welcome(listener)
    })
    return disconnect
  }

  /** Never throws: an error of one listener affects that listener only. */
  announce(commit: Commit): void {
    for (const listener of this.#listeners) this.#orDrop(listener, () => this.#deliver(listener, commit))
  }

  close(): void {
    clearInterval(this.#heartbeat)
    this.#listeners.clear()
  }

  #requireRoom(userId: string): void {
    const own = [...this.#listeners].filter(({ options }) => options.userId === userId)
    if (own.length < listenersPerUser && this.#listeners.size < maxListeners) return
    throw new LakeError(429, 'tooManyListeners', 'Too many listeners are open. Close some, then try again.')
  }

  #orDrop(listener: Listener, work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#listeners.delete(listener)
      const message = error instanceof Error ? error.message : String(error)
      listener.sink(eventChunk('channelError', { message }))
      listener.end()
    }
  }

  #welcome(listener: Listener): void {
    this.#names += 1
    const name = { listenerName: `listener-${this.#names}` }
    const { enableResume, lastEventId } = listener.options
    const seen = enableResume && lastEventId ? toTransactionId(lastEventId) : null
    const missed = seen === null ? null : this.#history.commitsAfter(seen, resumableChanges)
    if (!missed) {
      listener.sink(eventChunk(seen === null ? 'welcome' : 'reset', name, this.#position()))
      return
    }
    listener.sink(eventChunk('welcomeback', name))
    for (const commit of missed) this.#deliver(listener, commit)
  }

  /** The id of the latest event. */
  #position(): string {
    return `${this.#history.lastTransaction() ?? ''}#`
  }

  #deliver({ options, sink }: Listener, commit: PastCommit): void {
    const matching = withinBudget(listenerLimits, () =>
      commit.changes.filter(change => this.#matches(options, change)),
    )
    const chunks = matching.map((change, index) =>
      eventChunk(
        'mutation',
        mutationEvent(commit, change, options, index, matching.length),
        toEventId(commit, change),
      ),
    )
    // In one piece: between two events of a transaction the Studio locks the form and drops what is typed.
    if (chunks.length > 0) sink(chunks.join(''))
  }

  /** Whether a listener's query matches the document before or after the change. */
  #matches(options: ListenOptions, change: PastChange): boolean {
    if (!options.includeAllVersions && getKind(change.documentId) === 'version') return false
    return this.#finds(options, change.after) || this.#finds(options, change.before)
  }

  #finds({ query, params }: ListenOptions, doc: Doc | null): boolean {
    if (doc === null) return false
    const referred = (id: string) => this.#index.find(id)
    const result = this.#groq.run(query, params, createView([doc]), this.#context(), referred)
    return Array.isArray(result) ? result.length > 0 : result !== null
  }

  #beat(): void {
    // With the position, from which a listener can resume even if no event matched it for long.
    const beat = `:\nid: ${this.#position()}\n\n`
    for (const { sink } of this.#listeners) sink(beat)
  }
}

function toEventId(commit: PastCommit, change: PastChange): string {
  return `${commit.id}#${change.documentId}`
}

function toTransactionId(eventId: string): string {
  return eventId.split('#', 1).join('')
}

function mutationEvent(
  commit: PastCommit,
  change: PastChange,
  options: ListenOptions,
  index: number,
  total: number,
): JsonObject {
  const event: JsonObject = {
    eventId: toEventId(commit, change),
    documentId: change.documentId,
    transactionId: commit.id,
    transition: change.transition,
    identity: commit.author,
    timestamp: commit.at.toString({ smallestUnit: 'millisecond' }),
    visibility: 'transaction',
    resultRev: commit.id,
    transactionTotalEvents: total,
    transactionCurrentEvent: index + 1,
  }
  if (change.before) event.previousRev = change.before._rev
  if (options.includeMutations) event.mutations = change.mutations
  if (options.includeResult && change.after) event.result = change.after
  if (options.includePreviousRevision && change.before) event.previous = change.before
  if (options.effectFormat === 'mendoza') event.effects = change.effects
  return event
}

/** JSON has no line ends, but an id accepted by an earlier version may have some, which would be read as more events. */
function eventChunk(name: string, data: unknown, id = ''): string {
  const idLine = /^[^\r\n\0]+$/.test(id) ? [`id: ${id}`] : []
  const lines = [`event: ${name}`, ...idLine, `data: ${JSON.stringify(data)}`]
  return `${lines.join('\n')}\n\n`
}
