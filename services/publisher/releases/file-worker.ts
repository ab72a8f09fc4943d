import { parentPort } from 'node:worker_threads'
import { readFileFacts } from '../checks/file-facts.ts'
import { compressNow } from './compress.ts'
import type { FinishedFile, RawFile } from './finish-file.ts'

// A thread of its own: see createFinisher. One file after the other, so that answers keep the order of the questions.
parentPort?.on('message', ({ body, contentType, path, siteUrl }: RawFile) => {
  const facts = readFileFacts({ path, contentType, body }, siteUrl)
  parentPort?.postMessage({ facts, twins: compressNow(body, contentType) } satisfies FinishedFile)
})
