/** What was read while a value was worked out. */
export interface Reads {
  /** Names of what was read: ids of documents, lists, other values. */
  sources: Set<string>
  /** The first moment, in milliseconds of Unix time, at which a clock that was asked would answer otherwise. */
  untilMs: number
}

export function createReads(): Reads {
  return { sources: new Set(), untilMs: Number.POSITIVE_INFINITY }
}

/** Read by what shows everything, and by what reads so much that to list it would cost more than to look again. */
export const everything = 'everything'

export const mostSources = 200

/** Readers of one source that are kept as a list, which is searched through; more of them are a set. */
const mostListed = 8

/**
 * Which values were worked out of what. It goes from a site to the next one: the values that read nothing of what changed
 * are the same in both.
 */
export class Readers {
  /** Values that are the same as in the site before. */
  #unchanged = new Set<string>()
  /** Values that were worked out for this site. */
  #own = new Set<string>()
  /** Most sources have few readers, and a set takes as much memory as twenty names in a list. */
  readonly #bySource = new Map<string, string[] | Set<string>>()
  readonly #untilMs = new Map<string, number>()

  /** Notes what a value was worked out of. */
  add(reader: string, { sources, untilMs }: Reads): void {
    this.#own.add(reader)
    if (untilMs < Number.POSITIVE_INFINITY) this.#untilMs.set(reader, untilMs)
    for (const source of sources.size > mostSources ? [everything] : sources) {
      const readers = this.#bySource.get(source)
      if (readers instanceof Set) readers.add(reader)
      else if (!readers?.includes(reader)) {
        // A copy of its own size: a list that is pushed to makes room for sixteen more.
        const all = [...(readers ?? []), reader]
        this.#bySource.set(source, all.length > mostListed ? new Set(all) : all)
      }
    }
  }

  /** The values that are known to be the same as in the site before. */
  get unchanged(): ReadonlySet<string> {
    return this.#unchanged
  }

  /** Whether a value is known: nothing that it was worked out of has changed. */
  has(reader: string): boolean {
    return this.#unchanged.has(reader) || this.#own.has(reader)
  }

  /** Goes on to a site in which these sources are other ones, at `nowMs`: forgets what was worked out of them. */
  goOn(changed: Iterable<string>, nowMs: number): void {
    if (this.#unchanged.size === 0) [this.#unchanged, this.#own] = [this.#own, this.#unchanged]
    for (const reader of this.#own) this.#unchanged.add(reader)
    this.#own = new Set()
    const queue = [everything, ...changed]
    for (const [reader, untilMs] of this.#untilMs) if (untilMs <= nowMs) this.#forget(reader, queue)
    for (const source of queue) {
      const readers = this.#bySource.get(source) ?? []
      this.#bySource.delete(source)
      for (const reader of readers) this.#forget(reader, queue)
    }
  }

  /** What read the value has to be forgotten as well. */
  #forget(reader: string, queue: string[]): void {
    if (!this.#unchanged.delete(reader)) return
    this.#untilMs.delete(reader)
    queue.push(reader)
  }
}
