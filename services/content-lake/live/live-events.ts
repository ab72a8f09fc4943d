import { getKind } from '../documents/documents.ts'
import { LakeError } from '../errors.ts'
import type { Commit } from '../store/store.ts'
import type { Sink } from './listen.ts'

interface Reader {
  includeDrafts: boolean
  sink: Sink
}

const heartbeatMs = 15_000
const maxReaders = 500

/**
 * Sanity's Live Content API: tells pages when to read again. Sanity names what has changed by the tags of its queries; here
 * each change that a reader can see is a `restart`, which has it read everything again.
 */
export class LiveEvents {
  readonly #readers = new Set<Reader>()
  readonly #heartbeat: NodeJS.Timeout

  constructor() {
    this.#heartbeat = setInterval(() => this.#send(':\n\n', () => true), heartbeatMs)
    this.#heartbeat.unref()
  }

  /** Starts a stream; returns a function that ends it. @throws LakeError 429 before any chunk if there are too many. */
  connect(reader: Reader): () => void {
    if (this.#readers.size >= maxReaders) {
      throw new LakeError(429, 'tooManyListeners', 'Too many streams are open. Close some, then try again.')
    }
    this.#readers.add(reader)
    reader.sink('event: welcome\ndata: {}\n\n')
    return () => {
      this.#readers.delete(reader)
    }
  }

  announce(commit: Commit): void {
    const isPublished = commit.changes.some(({ documentId }) => getKind(documentId) === 'published')
    this.#send(
      `event: restart\nid: ${commit.id}\ndata: {}\n\n`,
      ({ includeDrafts }) => includeDrafts || isPublished,
    )
  }

  close(): void {
    clearInterval(this.#heartbeat)
    this.#readers.clear()
  }

  #send(chunk: string, isMeant: (reader: Reader) => boolean): void {
    for (const reader of this.#readers) if (isMeant(reader)) reader.sink(chunk)
  }
}
