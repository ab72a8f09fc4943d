import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { LakeError } from '../errors.ts'
import type { Arrival } from './upload-room.ts'

/** A file's size in bytes and its SHA-1 in hexadecimal, which Sanity uses as asset name. */
export interface Digest {
  sha1: string
  size: number
}

/** Writes a body to a file and syncs it. Throws 400 for an empty body, 413 above `mostBytes` or the quota. */
export async function receiveUpload(
  body: Readable,
  file: string,
  mostBytes: number,
  arrival: Arrival,
): Promise<Digest> {
  const hash = createHash('sha1')
  let size = 0
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        size += chunk.length
        if (size > mostBytes) throw tooLarge(mostBytes)
        arrival.take(chunk.length)
        hash.update(chunk)
        done(null, chunk)
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)))
      }
    },
  })
  await pipeline(body, measured, createWriteStream(file))
  if (size === 0)
    throw new LakeError(400, 'emptyUpload', 'The upload is empty. Choose a file with something in it.')
  await flushToDisk(file)
  return { sha1: hash.digest('hex'), size }
}

/** Syncs an existing file and computes its digest. */
export async function computeDigest(file: string): Promise<Digest> {
  const hash = createHash('sha1')
  let size = 0
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk)
    size += chunk.length
  }
  await flushToDisk(file)
  return { sha1: hash.digest('hex'), size }
}

/** Turns a disk error into a refusal that explains it; returns any other error unchanged. */
export function explainDisk(error: unknown): unknown {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error
  if (!diskCalls.has(error.syscall)) return error
  return new LakeError(
    503,
    'storageError',
    `The upload could not be written to disk (${error.code}), and was not kept. Check DATA_DIR and the free space of its disk, then try again.`,
    { cause: error },
  )
}

const diskCalls = new Set<unknown>(['open', 'write', 'close', 'fsync', 'rename', 'stat', 'unlink'])

async function flushToDisk(file: string): Promise<void> {
  await using handle = await open(file, 'r+')
  await handle.sync()
}

function tooLarge(limit: number): LakeError {
  return new LakeError(
    413,
    'payloadTooLarge',
    `The upload is larger than ${limit / 1_000_000} MB. Make it smaller first.`,
  )
}
