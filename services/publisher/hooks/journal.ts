import { open, readFile, rename } from 'node:fs/promises'
import { z } from 'zod'
import type { Announced } from './webhook.ts'

const announced = z.object({
  keys: z.array(z.string()),
  documentId: z.string().nullable(),
  rev: z.string().nullable(),
  updatedAt: z.string().nullable(),
  removed: z.boolean(),
})

const noted = z.object({ kind: z.literal('noted'), number: z.number(), at: z.string(), announced })
const done = z.object({ kind: z.literal('done'), upTo: z.number() })
const line = z.discriminatedUnion('kind', [noted, done])

export type Note = z.output<typeof noted>

export type Journal = Awaited<ReturnType<typeof openJournal>>

/** Webhooks that wait for a publish. One publish takes in all of them, so that more than this means a flood. */
const maxPending = 5000

/** Lines after which the file is written anew without what is past. */
const compactAfter = 10_000

/**
 * The durable list of webhooks: which wait for a publish, and which were seen within `rememberMs`. A note is on the
 * disk when `note` returns. A last line that a crash cut short was never acknowledged, and is dropped.
 */
export async function openJournal(file: string, now: Temporal.Instant, rememberMs: number) {
  const entries = await readEntries(file)
  let number = Math.max(0, ...entries.map(entry => (entry.kind === 'noted' ? entry.number : entry.upTo)))
  const doneUpTo = Math.max(0, ...entries.map(entry => (entry.kind === 'done' ? entry.upTo : 0)))
  const notes = [
    ...new Map(entries.filter(entry => entry.kind === 'noted').map(note => [note.number, note])).values(),
  ]
  let pending = notes.filter(note => note.number > doneUpTo)
  const seen = new Map<string, Temporal.Instant>()
  for (const note of notes)
    for (const key of note.announced.keys) seen.set(key, Temporal.Instant.from(note.at))

  let recent = notes.filter(note => !isPast(Temporal.Instant.from(note.at), now))
  let handle = await rewrite()
  let lines = 0
  let writing: Promise<void> = Promise.resolve()

  function isPast(at: Temporal.Instant, present: Temporal.Instant): boolean {
    return present.epochMilliseconds - at.epochMilliseconds > rememberMs
  }

  /** Writes what still matters into a new file, which then takes the old one's place. */
  async function rewrite() {
    const kept = new Map([...recent, ...pending].map(note => [note.number, note]))
    const next = await open(`${file}.new`, 'w')
    const closed = { kind: 'done', upTo: Math.min(number, ...pending.map(note => note.number - 1)) }
    await next.writeFile(`${[closed, ...kept.values()].map(entry => JSON.stringify(entry)).join('\n')}\n`)
    await next.datasync()
    await rename(`${file}.new`, file)
    return next
  }

  function append(entry: z.output<typeof line>, present: Temporal.Instant): Promise<void> {
    const write = writing.then(async () => {
      await handle.appendFile(`${JSON.stringify(entry)}\n`)
      await handle.datasync()
      lines += 1
      if (lines < compactAfter) return
      recent = recent.filter(note => !isPast(Temporal.Instant.from(note.at), present))
      const old = handle
      handle = await rewrite()
      await old.close()
      lines = 0
    })
    writing = write.catch(() => {})
    return write
  }

  return {
    /** Webhooks that no publish has taken in yet, oldest first. */
    pending: (): readonly Note[] => pending,

    /**
     * Takes down a webhook. 'repeated': it was seen before, and nothing is noted. 'full': too many wait already.
     * @throws if the disk does not take it; the sender must then not be told that it was accepted.
     */
    async note(announced: Announced, present: Temporal.Instant): Promise<'noted' | 'repeated' | 'full'> {
      for (const [key, at] of seen) {
        if (!isPast(at, present)) break
        seen.delete(key)
      }
      if (announced.keys.some(key => seen.has(key))) return 'repeated'
      if (pending.length >= maxPending) return 'full'
      number += 1
      const note: Note = { kind: 'noted', number, at: present.toString(), announced }
      for (const key of announced.keys) seen.set(key, present)
      pending = [...pending, note]
      recent.push(note)
      try {
        await append(note, present)
      } catch (error) {
        for (const key of announced.keys) seen.delete(key)
        pending = pending.filter(each => each !== note)
        throw error
      }
      return 'noted'
    },

    /** The notes up to this number are dealt with. */
    async close(upTo: number, present: Temporal.Instant): Promise<void> {
      if (!pending.some(note => note.number <= upTo)) return
      pending = pending.filter(note => note.number > upTo)
      await append({ kind: 'done', upTo }, present)
    },

    async [Symbol.asyncDispose](): Promise<void> {
      await writing
      await handle.close()
    },
  }
}

async function readEntries(file: string): Promise<z.output<typeof line>[]> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
  const complete = text.slice(0, text.lastIndexOf('\n') + 1)
  return complete
    .split('\n')
    .filter(each => each !== '')
    .flatMap(each => parseLine(each) ?? [])
}

/** Null for a line that a power cut left in pieces: its content is found by comparison. */
function parseLine(text: string): z.output<typeof line> | null {
  try {
    return line.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
