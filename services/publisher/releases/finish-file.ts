import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { FileFacts } from '../checks/file-facts.ts'

/** A rendered file. */
export type RawFile = { path: string; contentType: string; body: Uint8Array; siteUrl: string }

/** What a release stores of a file besides its record; `compressed` in place of its bytes, unless that is null. */
export type FinishedFile = { facts: FileFacts; compressed: Uint8Array | null }

/** Reads and compresses rendered files in worker threads. */
export type Finisher = AsyncDisposable & {
  /** How many files to have in the making at once, so that neither the threads nor their caller wait. */
  atOnce: number
  finish(file: RawFile): Promise<FinishedFile>
}

const filesPerWorker = 8

/** Starts the threads, which live as long as the finisher, so that no publish waits for their start. */
export function createFinisher(): Finisher {
  const workers = Array.from({ length: Math.max(1, availableParallelism() - 1) }, startWorker)
  let next = 0
  return {
    atOnce: filesPerWorker * workers.length,
    async finish(file) {
      next = (next + 1) % workers.length
      // A thread that has ended is replaced, so that the next release does not fail.
      if (workers[next]?.hasEnded() !== false) workers[next] = startWorker()
      return await (workers[next] ?? startWorker()).finish(file)
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
  /** Why the thread ended; null while it runs. */
  let fault: Error | null = null
  // Unref'd: keeps the process alive only while tasks are pending.
  worker.unref()
  // Results come in the order of tasks, since a worker handles one file after the other.
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
    finish(file: RawFile): Promise<FinishedFile> {
      if (fault) return Promise.reject(fault)
      return new Promise((resolve, reject) => {
        if (waiting.length === 0) worker.ref()
        waiting.push({ resolve, reject })
        worker.postMessage(file)
      })
    },
    stop: () => worker.terminate(),
  }
}
