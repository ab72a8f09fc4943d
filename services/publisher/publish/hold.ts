import { readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { replaceDurably, syncFolder } from '../durable.ts'

const shape = z.object({
  /** The release that the site was taken back to; null when the file that told it was damaged. */
  release: z.string().nullable(),
  /** The release that was live before. */
  from: z.string().nullable(),
  /** When, as an ISO instant. */
  since: z.string(),
})

/** A rollback that nobody has ended yet: until then nothing goes live by itself. */
export type Hold = z.output<typeof shape>

export type HoldFile = Awaited<ReturnType<typeof openHold>>

/** The hold on disk, in `hold.json` below `folder`: it outlasts the process. */
export async function openHold(folder: string, now: Temporal.Instant) {
  const file = join(folder, 'hold.json')
  let hold = await findHold(file, now)
  return {
    current: (): Hold | null => hold,
    /** Durable once it returns. */
    async begin(next: Hold): Promise<void> {
      await replaceDurably(file, `${JSON.stringify(next)}\n`)
      hold = next
    },
    async end(): Promise<void> {
      if (hold === null) return
      await rm(file, { force: true })
      await syncFolder(dirname(file))
      hold = null
    },
  }
}

/** The hold that a folder is under, or null. */
export async function findHold(file: string, now: Temporal.Instant): Promise<Hold | null> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    // Somebody rolled back, and had a reason: better held for nothing than let go.
    return { release: null, from: null, since: now.toString() }
  }
}

/** What happened, when, and what to do, for staff and operators. */
export function describeHold({ release, from, since }: Hold): string {
  const at = `${since.slice(0, 10)} at ${since.slice(11, 16)} UTC`
  return (
    `On ${at} the site was taken back${release ? ` to release ${release}` : ''}${from ? `, from ${from}` : ''}. ` +
    'What is published meanwhile is noted and waits: nothing goes live until “npm run release” is run on the machine that serves the site.'
  )
}
