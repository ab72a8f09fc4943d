import { parentPort } from 'node:worker_threads'
import { readFileFacts } from '../checks/file-facts.ts'
import { compressNow } from './compress.ts'
import type { FinishedFile, FinishingTask } from './finish-file.ts'

// A worker thread of createFinisher. Handles one file after the other, so that results keep the order of tasks.
parentPort?.on('message', ({ body, contentType, path, siteUrl, isOfMany }: FinishingTask) => {
  const facts = readFileFacts({ path, contentType, body }, siteUrl)
  const variants = isOfMany ? compressNow(body, contentType) : []
  parentPort?.postMessage({ facts, variants } satisfies FinishedFile)
})
