import type { Corpus } from './corpus.ts'
import { type Doc, kindOf } from './documents.ts'
import { LakeError } from './errors.ts'
import type { Groq, QueryContext } from './groq.ts'
import type { JsonObject } from './json.ts'
import { listenerLimits, withinBudget } from './query-budget.ts'
import type { Change, Commit } from './store.ts'
import { indexed } from './view.ts'

/** What a listener asked for; the names are Sanity's. */
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
  /** The last event the client saw before it lost the connection. */
  lastEventId: string | null
}

/** Takes one chunk of an event stream. */
export type Sink = (chunk: string) => void

interface Listener {
  options: ListenOptions
  sink: Sink
  /** Ends the stream, after the last chunk. */
  end(): void
}

interface Remembered {
  commit: Commit
  change: Change
}

const heartbeatMs = 15_000
/** For listeners that lost the connection for a moment. */
const rememberedEvents = 200
/** A tab of the Studio has about six. */
const listenersPerUser = 300
const maxListeners = 2000

/** Tells listeners of every commit. Events of one document always chain: each `previousRev` is the `resultRev` before. */
export class ListenHub {
  readonly #groq: Groq
  readonly #corpus: Corpus
  readonly #context: () => QueryContext
  readonly #listeners = new Set<Listener>()
  readonly #recent: Remembered[] = []
  readonly #heartbeat: NodeJS.Timeout
  #names = 0

  constructor(groq: Groq, corpus: Corpus, context: () => QueryContext) {
    this.#groq = groq
    this.#corpus = corpus
    this.#context = context
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs)
    this.#heartbeat.unref()
  }

  /**
   * Begins to listen; returns what ends it. A listener whose query does not parse, or later cannot be evaluated, gets a
   * `channelError`, as the client expects, and `end` is called. Throws 429 where there are too many, before any chunk.
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
        this.#groq.run(options.query, options.params, indexed([]), this.#context()),
      )
      this.#welcome(listener)
    })
    return disconnect
  }

  /** Never throws: what goes wrong with a listener is that listener's own. */
  announce(commit: Commit): void {
    for (const change of commit.changes) this.#recent.push({ commit, change })
    this.#recent.splice(0, Math.max(0, this.#recent.length - rememberedEvents))
    for (const listener of this.#listeners)
      this.#orDrop(listener, () => this.#deliver(listener, commit, commit.changes))
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
    if (!enableResume || !lastEventId) {
      listener.sink(eventChunk('welcome', name))
      return
    }
    const seen = this.#recent.findIndex(({ commit, change }) => eventIdOf(commit, change) === lastEventId)
    if (seen === -1) {
      listener.sink(eventChunk('reset', name))
      return
    }
    listener.sink(eventChunk('welcomeback', name))
    const missed = Map.groupBy(this.#recent.slice(seen + 1), ({ commit }) => commit)
    for (const [commit, events] of missed) {
      this.#deliver(
        listener,
        commit,
        events.map(({ change }) => change),
      )
    }
  }

  #deliver({ options, sink }: Listener, commit: Commit, changes: readonly Change[]): void {
    const matching = withinBudget(listenerLimits, () =>
      changes.filter(change => this.#matches(options, change)),
    )
    for (const [index, change] of matching.entries()) {
      const event = mutationEvent(commit, change, options, index, matching.length)
      sink(eventChunk('mutation', event, eventIdOf(commit, change)))
    }
  }

  /** A listener hears of a document that its query finds, and of one that it found until now. */
  #matches(options: ListenOptions, change: Change): boolean {
    if (!options.includeAllVersions && kindOf(change.documentId) === 'version') return false
    return this.#finds(options, change.after) || this.#finds(options, change.before)
  }

  #finds({ query, params }: ListenOptions, doc: Doc | null): boolean {
    if (doc === null) return false
    const referred = (id: string) => this.#corpus.find(id)
    const result = this.#groq.run(query, params, indexed([doc]), this.#context(), referred)
    return Array.isArray(result) ? result.length > 0 : result !== null
  }

  #beat(): void {
    for (const { sink } of this.#listeners) sink(':\n\n')
  }
}

function eventIdOf(commit: Commit, change: Change): string {
  return `${commit.id}#${change.documentId}`
}

function mutationEvent(
  commit: Commit,
  change: Change,
  options: ListenOptions,
  index: number,
  total: number,
): JsonObject {
  const event: JsonObject = {
    eventId: eventIdOf(commit, change),
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

/** JSON has no line ends; an id that has some, from a version that took any, would be read as further events. */
function eventChunk(name: string, data: unknown, id = ''): string {
  const idLine = /^[^\r\n\0]+$/.test(id) ? [`id: ${id}`] : []
  const lines = [`event: ${name}`, ...idLine, `data: ${JSON.stringify(data)}`]
  return `${lines.join('\n')}\n\n`
}
