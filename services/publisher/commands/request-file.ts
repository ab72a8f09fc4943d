import { readFile, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isMissing, nullIfMissing } from '#services/shared/is-missing.ts'
import { commandShape } from './command.ts'

/*
 * A command to the publisher that runs is a file in its folder, where nobody else may write. The publisher takes it by
 * removing it, and keeps the answer beside it: how far it is, and at last the result.
 */

export const requestShape = z.strictObject({
  /** When it was asked for, as an ISO instant. */
  at: z.iso.datetime(),
  command: commandShape,
})

/** How long a command waits to be taken, in milliseconds: a publisher may be starting. Older ones are dropped. */
export const takenWithinMs = 15_000

/** Commands and answers are far shorter. */
const maxBytes = 64 * 1024

const suffix = '.request.json'
export const answerSuffix = '.answer.json'

export function findRequestFolder(folder: string): string {
  return join(folder, 'requests')
}

export function toRequestFile(requests: string, id: string): string {
  return join(requests, `${id}${suffix}`)
}

export function toAnswerFile(requests: string, id: string): string {
  return join(requests, `${id}${answerSuffix}`)
}

/** The id of a request by the name of its file; null for any other file. */
export function parseRequestName(name: string): string | null {
  return name.endsWith(suffix) ? name.slice(0, -suffix.length) : null
}

/** Null if there is no such file. @throws Error if it does not fit `shape`. */
export async function findValue<Value>(file: string, shape: z.ZodType<Value>): Promise<Value | null> {
  const facts = await stat(file).catch(nullIfMissing)
  if (facts && facts.size > maxBytes) throw new RangeError(`${file} is too long.`)
  const text = facts && (await readFile(file, 'utf8').catch(nullIfMissing))
  return text === null ? null : shape.parse(JSON.parse(text))
}

/** Removes a file. False if there was none: of several processes, one removes it. */
export async function removeFile(file: string): Promise<boolean> {
  try {
    // Not by `rm`, which succeeds for all that try at once.
    await unlink(file)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
