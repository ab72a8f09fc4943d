import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { describeHolder, FolderInUseError, findHolder, type Holder } from '#services/shared/folder-lock.ts'
import { replaceDurably } from '#services/shared/replace-durably.ts'
import { type Answer, answerShape, type Command, type Result } from './command.ts'
import {
  findRequestFolder,
  findValue,
  removeFile,
  takenWithinMs,
  toAnswerFile,
  toRequestFile,
} from './request-file.ts'

/** A command failed; the message says why and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly code = 'ERR_COMMAND'
}

/** How often to look for the answer, in milliseconds. */
const lookEveryMs = 50

/**
 * Leaves a command for the publisher that runs on `folder`, and resolves with the result.
 * @throws FolderInUseError if another command works on the folder; CommandError if the publisher does not answer.
 */
export async function leaveRequest(
  command: Command,
  folder: string,
  now: () => Temporal.Instant,
  report: (progress: Answer) => void,
  pause: (delayMs: number) => Promise<void>,
): Promise<Result> {
  const holder = await findHolder(folder)
  if (holder && holder.job !== 'publisher') throw new FolderInUseError(folder, holder)
  const requests = findRequestFolder(folder)
  await mkdir(requests, { recursive: true, mode: 0o700 })
  const id = randomUUID()
  const [requestFile, answerFile] = [toRequestFile(requests, id), toAnswerFile(requests, id)]
  const startedAt = now()
  await replaceDurably(requestFile, JSON.stringify({ at: startedAt.toString(), command }))
  let taker: Holder | null = null
  for (;;) {
    // Before the answer is read: it may be the last thing that the publisher did.
    const hasEnded = taker !== null && !isRunning(taker.pid)
    const answer = await findValue(answerFile, answerShape)
    if (answer?.kind === 'result') {
      await removeFile(answerFile)
      return answer
    }
    if (hasEnded) throw broken(taker)
    if (answer) {
      report(answer)
      taker ??= await findHolder(folder)
    } else if (now().since(startedAt).total('milliseconds') > takenWithinMs) {
      // What is still there was certainly not carried out.
      throw (await removeFile(requestFile)) ? untaken(folder, holder) : broken(holder)
    }
    await pause(lookEveryMs)
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // It runs, as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function untaken(folder: string, holder: Holder | null): CommandError {
  return new CommandError(
    `The folder ${folder} is in use by ${holder ? describeHolder(holder) : 'another process'}, which does not take the command. See what it logs, or stop it and start it again. Nothing was changed.`,
  )
}

function broken(holder: Holder | null): CommandError {
  return new CommandError(
    `The publisher${holder ? ` (process ${holder.pid})` : ''} ended before it was done. “npm run releases” shows what is live now; once it runs again, ask again.`,
  )
}
