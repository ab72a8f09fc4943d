import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type FileFacts, readFileFacts } from '../checks/file-facts.ts'
import { compress, type Twin } from './compress.ts'

/** A rendered file, to be finished. */
export type RawFile = { path: string; contentType: string; body: Uint8Array; siteUrl: string }

/** All that a release keeps of a file but its bytes. */
export type FinishedFile = {
  facts: FileFacts
  twins: Twin[]
}

/** Reads and compresses rendered files. */
export type Finisher = AsyncDisposable & {
  /** Files to have in the making at once, so that nobody waits for another. */
  atOnce: number
  finish(file: RawFile): Promise<FinishedFile>
}

/** From this many files on, starting other threads is worth its tenth of a second. */
const manyFiles = 150

/** What makes two files the same, and what browsers ask by: SHA-256, in hexadecimal. */
export function hashOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex')
}

/** Reads what a file refers to, and makes its compressed twins. */
async function finishFile({ path, contentType, body, siteUrl }: RawFile): Promise<FinishedFile> {
  const facts = readFileFacts({ path, contentType, body }, siteUrl)
  return { facts, twins: await compress(body, contentType) }
}

/**
 * A finisher for about as many files: a few are done on the spot; many by other threads, while this one goes on
 * rendering.
 */
export function createFinisher(files: number): Finisher {
  if (files < manyFiles) return { atOnce: 4, finish: finishFile, [Symbol.asyncDispose]: async () => {} }
  const workers = Array.from({ length: Math.max(1, availableParallelism() - 1) }, startWorker)
  let next = 0
  return {
    atOnce: 16 * workers.length,
    async finish(file) {
      next = (next + 1) % workers.length
      const worker = workers[next]
      return worker ? await worker.finish(file) : await finishFile(file)
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
  // Answers come in the order of the questions: a worker does one file after the other.
  worker.on('message', (finished: FinishedFile) => waiting.shift()?.resolve(finished))
  worker.on('error', error => {
    fault = error instanceof Error ? error : new Error(String(error))
    for (const each of waiting.splice(0)) each.reject(fault)
  })
  return {
    finish(file: RawFile): Promise<FinishedFile> {
      if (fault) return Promise.reject(fault)
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        worker.postMessage(file)
      })
    },
    stop: () => worker.terminate(),
  }
}
