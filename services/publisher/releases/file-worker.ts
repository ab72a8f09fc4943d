import { parentPort } from 'node:worker_threads'
import { readFileFacts } from '../checks/file-facts.ts'
import { compress } from './compress.ts'
import type { FinishedFile, RawFile } from './finish-file.ts'

// A worker thread of createFinisher. Handles one file after the other, so that results keep the order of tasks.
parentPort?.on('message', (file: RawFile) => {
  const facts = readFileFacts(file, file.siteUrl)
  const found = compress(file.body, file.contentType)
  // Of its own size, and handed over: as it is, a message would copy the whole chunk that zlib wrote into.
  const compressed = found && new Uint8Array(found)
  parentPort?.postMessage({ facts, compressed } satisfies FinishedFile, compressed ? [compressed.buffer] : [])
})
