import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { createBirpc } from 'birpc'
import type { Drawing } from '#renderer/contract.ts'
import type { FileFacts } from '../checks/file-facts.ts'

/** A rendered file. */
export type RawFile = { path: string; contentType: string; body: Uint8Array; siteUrl: string }

/** What a release stores of a file besides its record; `compressed` in place of its bytes, unless that is null. */
export type FinishedFile = { facts: FileFacts; compressed: Uint8Array | null }

/** What one of the threads does. */
export type FileThread = {
  finish(file: RawFile): FinishedFile
  /** Loads a drawing function, and calls it. */
  draw(drawing: Drawing, drawn: unknown): Promise<Uint8Array>
  /** Writes the same bytes to files; each is whole or not there, also where the process ends meanwhile. */
  write(files: readonly string[], body: Uint8Array): void
}

/** Draws share images, and reads, compresses and writes rendered files, in worker threads. */
export type Finisher = AsyncDisposable & {
  /**
   * Makes files, so many at once that neither the threads nor their caller wait: those that the threads draw, and at the same
   * time all others. Once one fails, no more are begun, and it rejects when those that were have ended.
   */
  makeAll(
    paths: Iterable<string>,
    isDrawn: (path: string) => boolean,
    make: (path: string) => Promise<void>,
  ): Promise<void>
  finish(file: RawFile): Promise<FinishedFile>
  draw(drawing: Drawing, drawn: unknown): Promise<Uint8Array>
  write(files: readonly string[], body: Uint8Array): Promise<void>
}

const filesPerWorker = 8

/** Starts the threads, which live as long as the finisher, so that no publish waits for their start. */
export function createFinisher(): Finisher {
  const workers = Array.from({ length: Math.max(1, availableParallelism() - 1) }, startWorker)
  let next = 0

  function pickWorker() {
    next = (next + 1) % workers.length
    const picked = workers[next]
    // A thread that has ended is replaced, so that the next release does not fail.
    if (picked && !picked.thread.$closed) return picked
    const started = startWorker()
    workers[next] = started
    return started
  }

  return {
    async makeAll(paths, isDrawn, make) {
      let hasFailed = false
      async function work(waiting: Iterable<string>): Promise<void> {
        for (const path of waiting) {
          if (hasFailed) return
          await make(path).catch((error: unknown) => {
            hasFailed = true
            throw error
          })
        }
      }
      const atOnce = filesPerWorker * workers.length
      const queues = [...Map.groupBy(paths, isDrawn).values()].map(queue => queue.values())
      const working = queues.flatMap(queue => Array.from({ length: atOnce }, () => work(queue)))
      for (const result of await Promise.allSettled(working)) {
        if (result.status === 'rejected') throw result.reason
      }
    },
    finish: file => pickWorker().use(thread => thread.finish(file)),
    draw: (drawing, drawn) => pickWorker().use(thread => thread.draw(drawing, drawn)),
    write: (files, body) => pickWorker().use(thread => thread.write(files, body)),
    async [Symbol.asyncDispose]() {
      await Promise.all(workers.map(({ stop }) => stop()))
    },
  }
}

function startWorker() {
  const worker = new Worker(new URL('./file-worker.ts', import.meta.url))
  const thread = createBirpc<FileThread>(
    {},
    {
      post: message => worker.postMessage(message),
      on: receive => void worker.on('message', receive),
      // A long queue is no fault.
      timeout: -1,
    },
  )
  let pending = 0
  // Unref'd: keeps the process alive only while tasks are pending.
  worker.unref()
  worker.on('error', error => thread.$close(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', code => {
    if (thread.$closed) return
    thread.$close(new Error(`The thread that reads rendered files ended with code ${code}.`))
  })

  return {
    thread,
    async use<Value>(work: (calls: typeof thread) => Promise<Value>): Promise<Value> {
      if (pending === 0) worker.ref()
      pending += 1
      try {
        return await work(thread)
      } finally {
        pending -= 1
        if (pending === 0) worker.unref()
      }
    },
    stop: () => worker.terminate(),
  }
}
