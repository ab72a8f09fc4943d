import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { replaceDurably } from '#services/shared/replace-durably.ts'
import { tryLock } from './lock.ts'

const holderShape = z.object({
  pid: z.number(),
  job: z.enum(['publisher', 'release', 'rollback']),
  /** When it started, as an ISO instant. */
  since: z.string(),
})

/** The process that uses a folder. */
export type Holder = z.output<typeof holderShape>

/** Another process uses the folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError'
  readonly code = 'ERR_FOLDER_IN_USE'

  constructor(folder: string, holder: Holder | null) {
    super(
      `The folder ${folder} is in use by ${holder ? describeHolder(holder) : 'another process'}. ` +
        'Let it finish, or stop it; or set DATA_DIR to another folder. Nothing was changed.',
    )
  }
}

/**
 * Locks a publisher's folder for this process; the system releases the lock when the process ends, however it ends.
 * @throws FolderInUseError that names the process that has it.
 */
export async function takeFolder(
  folder: string,
  job: Holder['job'],
  now: Temporal.Instant,
): Promise<{ release(): void }> {
  const lock = tryLock(join(folder, 'in-use.lock'))
  if (lock === null) throw new FolderInUseError(folder, await findHolder(folder))
  const holder = { pid: process.pid, job, since: now.toString() }
  try {
    await replaceDurably(holderFile(folder), JSON.stringify(holder))
  } catch (error) {
    lock.release()
    throw error
  }
  return { release: () => lock.release() }
}

/** Whether another process uses the folder now. */
export function isTaken(folder: string): boolean {
  const lock = tryLock(join(folder, 'in-use.lock'))
  lock?.release()
  return lock === null
}

/** The last process that locked the folder; it still has it if `isTaken`. */
export async function findHolder(folder: string): Promise<Holder | null> {
  try {
    return holderShape.parse(JSON.parse(await readFile(holderFile(folder), 'utf8')))
  } catch {
    return null
  }
}

/** Names a process for a person: “the publisher (process 42)”. */
export function describeHolder({ pid, job, since }: Holder): string {
  const name = job === 'publisher' ? 'the publisher' : `“npm run ${job}”`
  return `${name} (process ${pid}, since ${since.slice(0, 19).replace('T', ' ')} UTC)`
}

function holderFile(folder: string): string {
  return join(folder, 'holder.json')
}
