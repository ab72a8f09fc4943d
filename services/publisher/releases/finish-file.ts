import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { FileFacts } from '../checks/file-facts.ts'
import { type CompressedVariant, compress } from './compress.ts'

/** A rendered file, to be finished. */
export type RawFile = { path: string; contentType: string; body: Uint8Array; siteUrl: string }

/** All that a release keeps of a file but its bytes. */
export type FinishedFile = {
  facts: FileFacts
  variants: CompressedVariant[]
}

/** Reads and compresses rendered files, in threads of its own beside the one that renders. */
export type Finisher = AsyncDisposable & {
  /** For a release that makes about as many files. */
  forFiles(files: number): FinishFiles
}

export type FinishFiles = {
  /** Files to have in the making at once, so that nobody waits for another. */
  atOnce: number
  finish(file: RawFile): Promise<FinishedFile>
}

/** What a thread is asked: the facts of a file, and its twins too where it is one of many. */
export type FinishingTask = RawFile & { isOfMany: boolean }

/** From this many files on, twins are made quickly and one by one; below, with care and side by side. */
const manyFiles = 150

/** What makes two files the same, and what browsers ask by: SHA-256, in hexadecimal. */
export function computeHash(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex')
}

/** Starts the threads, which live as long as the finisher: an editor’s change does not wait for their start. */
export function createFinisher(): Finisher {
  const workers = Array.from({ length: Math.max(1, availableParallelism() - 1) }, startWorker)
  let next = 0

  async function ask(task: FinishingTask): Promise<FinishedFile> {
    next = (next + 1) % workers.length
    // One whose thread has ended is replaced: the next release must not fail of it.
    if (workers[next]?.hasEnded() !== false) workers[next] = startWorker()
    return await (workers[next] ?? startWorker()).finish(task)
  }

  return {
    forFiles(files) {
      if (files >= manyFiles) {
        return { atOnce: 16 * workers.length, finish: file => ask({ ...file, isOfMany: true }) }
      }
      return {
        atOnce: 8,
        async finish(file) {
          const facts = ask({ ...file, isOfMany: false })
          const [finished, variants] = await Promise.all([facts, compress(file.body, file.contentType)])
          return { ...finished, variants }
        },
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(workers.map(worker => worker.stop()))
    },
  }
}

type Waiting = { resolve(finished: FinishedFile): void; reject(error: Error): void }

function startWorker() {
  const worker = new Worker(new URL('./file-worker.ts', import.meta.url))
  const waiting: Waiting[] = []
  /** Why it ended; a thread that is gone answers nobody. */
  let fault: Error | null = null
  // Whoever waits for nothing else may end: the thread is held by its questions alone.
  worker.unref()
  // Answers come in the order of the questions: a worker does one file after the other.
  worker.on('message', (finished: FinishedFile) => {
    waiting.shift()?.resolve(finished)
    if (waiting.length === 0) worker.unref()
  })
  worker.on('error', error => end(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', code => end(new Error(`The thread that reads rendered files ended with code ${code}.`)))

  function end(error: Error): void {
    fault ??= error
    for (const each of waiting.splice(0)) each.reject(fault)
  }

  return {
    hasEnded: () => fault !== null,
    finish(task: FinishingTask): Promise<FinishedFile> {
      if (fault) return Promise.reject(fault)
      return new Promise((resolve, reject) => {
        if (waiting.length === 0) worker.ref()
        waiting.push({ resolve, reject })
        worker.postMessage(task)
      })
    },
    stop: () => worker.terminate(),
  }
}
