import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { commandShape, responseShape } from './command.ts'

/*
 * A command to the publisher that runs is a file in its folder, which nobody else may write to. The publisher takes it by
 * removing it, and keeps the answer beside it: an acknowledgement, then the progress, and at last the result.
 */

export const requestShape = z.strictObject({
  /** When it was asked for, as an ISO instant. */
  at: z.iso.datetime(),
  command: commandShape,
})

export const answerShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('taken') }),
  ...responseShape.options,
])

export type Answer = z.output<typeof answerShape>

/** How long a command waits to be taken, in milliseconds: a publisher may be starting. Older requests are dropped. */
export const takenWithinMs = 15_000

/** Requests and answers are far shorter. */
const maxBytes = 64 * 1024

const suffix = '.request.json'

export function findRequestFolder(folder: string): string {
  return join(folder, 'requests')
}

export function toRequestFile(requests: string, id: string): string {
  return join(requests, `${id}${suffix}`)
}

/** The id of a request by the name of its file; null for any other file. */
export function parseRequestName(name: string): string | null {
  return name.endsWith(suffix) ? name.slice(0, -suffix.length) : null
}

export function toAnswerFile(requests: string, id: string): string {
  return join(requests, `${id}.answer.json`)
}

/** Writes a file that is there whole or not at all, for this user alone. */
export async function writeWhole(file: string, value: unknown): Promise<void> {
  {
    await using handle = await open(`${file}.new`, 'w', 0o600)
    await handle.writeFile(JSON.stringify(value))
  }
  await rename(`${file}.new`, file)
}

/** Null if there is no such file. @throws Error if it does not fit `shape`. */
export async function findWhole<Value>(file: string, shape: z.ZodType<Value>): Promise<Value | null> {
  try {
    if ((await stat(file)).size > maxBytes) throw new RangeError(`${file} is too long.`)
    return shape.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Removes a file. False if there was none. */
export async function removeFile(file: string): Promise<boolean> {
  try {
    await rm(file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}
