import { readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { nullIfMissing } from '#services/shared/is-missing.ts'
import { replaceDurably, syncFolder } from '#services/shared/replace-durably.ts'

const shape = z.object({
  /** The release that the site was taken back to; null if the file is damaged. */
  release: z.string().nullable(),
  /** The release that was live before. */
  from: z.string().nullable(),
  /** When, as an ISO instant. */
  since: z.string(),
})

/** A pause of publishing, caused by a rollback: nothing goes live until `npm run release`. */
export type Pause = z.output<typeof shape>

/** The file of the pause in a publisher's folder, so that it outlasts the process. */
export function findPauseFile(folder: string): string {
  return join(folder, 'hold.json')
}

/** Durable once it returns. */
export async function keepPause(folder: string, pause: Pause): Promise<void> {
  await replaceDurably(findPauseFile(folder), `${JSON.stringify(pause)}\n`)
}

export async function endPause(folder: string): Promise<void> {
  const file = findPauseFile(folder)
  await rm(file, { force: true })
  await syncFolder(dirname(file))
}

/** The pause recorded in `file`, or null. */
export async function findPause(file: string, now: Temporal.Instant): Promise<Pause | null> {
  const text = await readFile(file, 'utf8').catch(nullIfMissing)
  if (text === null) return null
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    // Somebody rolled back for a reason: when in doubt, stay paused.
    return { release: null, from: null, since: now.toString() }
  }
}

/** What happened, when, and what to do, for staff and operators. */
export function describePause({ release, from, since }: Pause): string {
  const at = `${since.slice(0, 10)} at ${since.slice(11, 16)} UTC`
  return (
    `On ${at} the site was taken back${release ? ` to release ${release}` : ''}${from ? `, from ${from}` : ''}. ` +
    'What is published meanwhile is noted and waits: nothing goes live until “npm run release” is run on the machine that serves the site.'
  )
}
