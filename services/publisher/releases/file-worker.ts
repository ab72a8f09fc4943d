import { parentPort } from 'node:worker_threads'
import { finishFile, type RawFile } from './finish-file.ts'

// A thread of its own: see createFinisher. One file after the other, so that answers keep the order of the questions.
let last = Promise.resolve()

parentPort?.on('message', (file: RawFile) => {
  last = last.then(async () => parentPort?.postMessage(await finishFile(file)))
})
