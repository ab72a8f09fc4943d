import { type FileHandle, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { syncFolder } from '#services/shared/replace-durably.ts'
import type { Announced } from './webhook.ts'

const announced = z.object({
  keys: z.array(z.string()),
  documentId: z.string().nullable(),
  rev: z.string().nullable(),
  updatedAt: z.string().nullable(),
  removed: z.boolean(),
})

const noted = z.object({ kind: z.literal('noted'), number: z.number(), at: z.string(), announced })
const seen = z.object({ kind: z.literal('seen'), at: z.string(), keys: z.array(z.string()) })
const done = z.object({ kind: z.literal('done'), upTo: z.number() })
const line = z.discriminatedUnion('kind', [noted, seen, done])

type Line = z.output<typeof line>

export type Note = z.output<typeof noted>

export type Journal = Awaited<ReturnType<typeof openJournal>>

/** Limit of pending webhooks. One publish handles all of them, so more than this means a flood. */
const maxPending = 5000

/** Limit of remembered deliveries. If a flood pushes one out, its repetition causes a publish that changes nothing. */
const maxRemembered = 20_000

/** Lines after which the file is rewritten without obsolete entries. */
const compactAfter = 10_000

/**
 * The durable list of webhooks: pending ones, and those received within `rememberMs`. An entry is synced to disk when
 * `note` returns. A last line cut short by a crash was never acknowledged and is dropped.
 */
export async function openJournal(file: string, now: Temporal.Instant, rememberMs: number) {
  const entries = await readEntries(file)
  const memory = createMemory(rememberMs)
  const pending = new Map<number, Note>()
  let number = 0
  for (const entry of entries) {
    if (entry.kind === 'done') {
      number = Math.max(number, entry.upTo)
      settle(entry.upTo)
    } else {
      const { keys } = entry.kind === 'noted' ? entry.announced : entry
      memory.add(keys, Temporal.Instant.from(entry.at))
      if (entry.kind === 'noted') {
        number = Math.max(number, entry.number)
        pending.set(entry.number, entry)
      }
    }
  }
  memory.forget(now)
  let handle = await rewrite()
  let lines = 0
  /** Whether a write failed, so that the file's content is unknown and it must be rewritten before appending. */
  let torn = false
  const queue: { entry: Line; resolve(): void; reject(error: unknown): void }[] = []
  let writing: Promise<void> | null = null

  function settle(upTo: number): void {
    for (const each of pending.keys()) if (each <= upTo) pending.delete(each)
  }

  /** Replaces the file with one of the entries that still matter. */
  async function rewrite(): Promise<FileHandle> {
    const next = await open(`${file}.new`, 'w', 0o600)
    try {
      // First, since it refers to earlier entries only.
      const numbered: Line = {
        kind: 'done',
        upTo: Math.min(number, ...findFirst(pending).map(each => each - 1)),
      }
      const remembered = memory.entries().map(({ keys, at }): Line => ({ kind: 'seen', at, keys }))
      await next.writeFile(toText([numbered, ...remembered, ...pending.values()]))
      await next.datasync()
      await rename(`${file}.new`, file)
      await syncFolder(dirname(file))
      return next
    } catch (error) {
      await next.close()
      throw error
    }
  }

  async function renew(): Promise<void> {
    const old = handle
    // Until the rename is known to have happened, nothing may be appended to either file.
    torn = true
    handle = await rewrite()
    torn = false
    lines = 0
    await old.close()
  }

  /** Resolves once the entry is synced to disk. Entries that arrive during a write are written together by the next. */
  function append(entry: Line): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    queue.push({ entry, resolve, reject })
    writing ??= writeQueue().finally(() => {
      writing = null
    })
    return promise
  }

  async function writeQueue(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0)
      try {
        await write(batch.map(({ entry }) => entry))
        for (const { resolve } of batch) resolve()
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
  }

  async function write(entries: readonly Line[]): Promise<void> {
    // After a partial line, appending would damage the next one. The new file includes these entries.
    if (torn) return await renew()
    try {
      await handle.appendFile(toText(entries))
      await handle.datasync()
    } catch (error) {
      torn = true
      throw error
    }
    lines += entries.length
    // The entries are safe, so that a failed compaction is no reason to refuse them.
    if (lines >= compactAfter) await renew().catch(() => {})
  }

  return {
    /** Webhooks that no publish has handled yet, oldest first. */
    pending: (): readonly Note[] => [...pending.values()],
    /** Number of pending webhooks. */
    pendingCount: (): number => pending.size,

    /**
     * Records a webhook. 'repeated': received before, so nothing is recorded. 'full': too many are pending.
     * @throws disk errors; the webhook must then not be acknowledged.
     */
    async note(announced: Announced, present: Temporal.Instant): Promise<'noted' | 'repeated' | 'full'> {
      memory.forget(present)
      if (memory.has(announced.keys)) return 'repeated'
      if (pending.size >= maxPending) return 'full'
      number += 1
      const note: Note = { kind: 'noted', number, at: present.toString(), announced }
      const forget = memory.add(announced.keys, present)
      pending.set(number, note)
      try {
        await append(note)
      } catch (error) {
        forget()
        pending.delete(note.number)
        throw error
      }
      return 'noted'
    },

    /**
     * Records the keys of a signed request that causes no publish. False: received before.
     * @throws disk errors.
     */
    async remember(keys: string[], present: Temporal.Instant): Promise<boolean> {
      memory.forget(present)
      if (memory.has(keys)) return false
      const forget = memory.add(keys, present)
      try {
        await append({ kind: 'seen', at: present.toString(), keys })
      } catch (error) {
        forget()
        throw error
      }
      return true
    },

    /** Marks the webhooks up to this number as handled. */
    async close(upTo: number): Promise<void> {
      const before = pending.size
      settle(upTo)
      if (pending.size < before) await append({ kind: 'done', upTo })
    },

    async [Symbol.asyncDispose](): Promise<void> {
      await writing
      await handle.close()
    },
  }
}

/** Keys of deliveries, for `rememberMs` each, oldest first. */
function createMemory(rememberMs: number) {
  const keysByDelivery = new Map<object, { keys: string[]; atMs: number }>()
  const deliveries = new Map<string, object>()

  function drop(delivery: object): void {
    for (const key of keysByDelivery.get(delivery)?.keys ?? [])
      if (deliveries.get(key) === delivery) deliveries.delete(key)
    keysByDelivery.delete(delivery)
  }

  return {
    has: (keys: readonly string[]): boolean => keys.some(key => deliveries.has(key)),
    /** Returns a function that removes the keys. */
    add(keys: string[], at: Temporal.Instant): () => void {
      for (const old of new Set(keys.map(key => deliveries.get(key)))) if (old) drop(old)
      const delivery = {}
      keysByDelivery.set(delivery, { keys, atMs: at.epochMilliseconds })
      for (const key of keys) deliveries.set(key, delivery)
      for (const oldest of keysByDelivery.keys()) {
        if (keysByDelivery.size <= maxRemembered) break
        drop(oldest)
      }
      return () => drop(delivery)
    },
    /** Forgets deliveries older than `rememberMs`. */
    forget(now: Temporal.Instant): void {
      for (const [delivery, { atMs }] of keysByDelivery) {
        if (now.epochMilliseconds - atMs <= rememberMs) break
        drop(delivery)
      }
    },
    entries: () =>
      [...keysByDelivery.values()].map(({ keys, atMs }) => ({
        keys,
        at: Temporal.Instant.fromEpochMilliseconds(atMs).toString(),
      })),
  }
}

function findFirst(pending: ReadonlyMap<number, Note>): number[] {
  for (const number of pending.keys()) return [number]
  return []
}

function toText(entries: readonly Line[]): string {
  return entries.map(entry => `${JSON.stringify(entry)}\n`).join('')
}

async function readEntries(file: string): Promise<Line[]> {
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

/** Null for a line damaged by a power cut: the comparison finds the change. */
function parseLine(text: string): Line | null {
  try {
    return line.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
