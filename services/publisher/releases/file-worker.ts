import { renameSync, writeFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { createBirpc } from 'birpc'
import { readFileFacts } from '../checks/file-facts.ts'
import { compress } from './compress.ts'
import type { FileThread } from './finish-file.ts'

// A worker thread of createFinisher.
createBirpc<object, FileThread>(
  {
    async draw({ module, name }, drawn) {
      const { [name]: draw }: Record<string, unknown> = await import(module)
      if (typeof draw === 'function') return await draw(drawn)
      throw new TypeError(`${module} has no function “${name}”: build the renderer again.`)
    },
    finish(file) {
      const facts = readFileFacts(file, file.siteUrl)
      const found = compress(file.body, file.contentType)
      // Of its own size: as it is, a message would copy the whole chunk that zlib wrote into.
      return { facts, compressed: found && new Uint8Array(found) }
    },
    write(files, body) {
      for (const file of files) {
        writeFileSync(`${file}.new`, body)
        renameSync(`${file}.new`, file)
      }
    },
  },
  {
    post: message => parentPort?.postMessage(message),
    on: receive => void parentPort?.on('message', receive),
  },
)
