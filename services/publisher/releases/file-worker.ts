import { parentPort } from 'node:worker_threads'
import { readFileFacts } from '../checks/file-facts.ts'
import { compress } from './compress.ts'
import type { FinishedFile, RawFile } from './finish-file.ts'

// A worker thread of createFinisher. Handles one file after the other, so that results keep the order of tasks.
parentPort?.on('message', (file: RawFile) => {
  const facts = readFileFacts(file, file.siteUrl)
  const compressed = compress(file.body, file.contentType)
  parentPort?.postMessage({ facts, compressed } satisfies FinishedFile)
})
