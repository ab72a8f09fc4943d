import { setTimeout } from 'node:timers/promises'
import type { DocumentIndex } from './document-index.ts'
import type { Groq } from './groq.ts'

/** Documents counted at once, about 1 ms of work, and the pause after them, in ms, so that requests are not delayed. */
const atOnce = 4
const pauseMs = 20

/**
 * Counts the words of all documents after a start, a few at a time, so that the first search is fast. A search that comes
 * sooner counts the rest itself. Returns early once `signal` is aborted.
 */
export async function warmSearch(index: DocumentIndex, groq: Groq, signal: AbortSignal): Promise<void> {
  for (const [count, doc] of index.all().entries()) {
    if (count % atOnce === 0) await setTimeout(pauseMs, undefined, { ref: false })
    if (signal.aborted) return
    if (index.find(doc._id) === doc) groq.countWords(doc)
  }
}
