import { appendFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { replaceDurably } from '#services/shared/replace-durably.ts'

const entry = z.object({
  /** When it went live, as an ISO instant. */
  at: z.string(),
  release: z.string(),
  /** 'repair': the one after it was found damaged. */
  by: z.enum(['publish', 'rollback', 'repair']),
  /** What asked for it. */
  reasons: z.array(z.string()),
  /** The clinic's time zone, where the release tells it. */
  timeZone: z.string().nullable(),
  /** The documents that it shows in another revision than the one before, by id; missing where that is not known. */
  documents: z.record(z.string(), z.string()).optional(),
})

/** A release that went live, at some time. */
export type HistoryEntry = z.output<typeof entry>

export type History = Awaited<ReturnType<typeof openHistory>>

/** Entries that are kept: more than there are releases on any disk. */
const keptEntries = 500

/**
 * Which release was live when, in `history.ndjson` below `folder`. It serves operators; a line that a power cut took is
 * no harm.
 */
export async function openHistory(folder: string) {
  const file = join(folder, 'history.ndjson')
  let entries = await readHistory(folder)
  if (entries.length > keptEntries) await replaceDurably(file, toText(entries.slice(-keptEntries)))
  entries = entries.slice(-keptEntries)

  return {
    entries: (): readonly HistoryEntry[] => entries,
    /** Since when (ISO instant) patients see a document in the revision that is live; null where that is not known. */
    shownSince(id: string, revision: string): string | null {
      const found = entries.findLast(({ documents }) => !documents || documents[id] !== undefined)
      return found?.documents?.[id] === revision ? found.at : null
    },
    /** @throws if the disk does not take it. */
    add(next: HistoryEntry): void {
      entries.push(next)
      if (entries.length > 2 * keptEntries) entries = entries.slice(-keptEntries)
      // Some twenty microseconds: less than a turn through the thread pool takes.
      appendFileSync(file, toText([next]))
    },
  }
}

/** What was live, oldest first. */
export async function readHistory(folder: string): Promise<HistoryEntry[]> {
  let text: string
  try {
    text = await readFile(join(folder, 'history.ndjson'), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
  return text.split('\n').flatMap(line => parseLine(line) ?? [])
}

/**
 * The releases that one rollback after the other would lead to, the nearest last: what was live before `live`, without
 * those that a rollback left behind. `names` are the releases that there are, oldest first; their order counts for
 * what the history does not know.
 */
export function releasesBefore(
  live: string | null,
  names: readonly string[],
  entries: readonly HistoryEntry[],
): string[] {
  if (live === null) return [...names]
  const stack: string[] = []
  for (const { release, by } of entries) {
    const at = by === 'publish' ? -1 : stack.lastIndexOf(release)
    if (at >= 0) stack.length = at + 1
    else stack.push(release)
  }
  const at = stack.lastIndexOf(live)
  const known = at < 0 ? [live] : stack.slice(0, at + 1)
  const older = names.slice(0, Math.max(0, names.indexOf(known[0] ?? live)))
  return [...older, ...known].filter(name => name !== live && names.includes(name))
}

function toText(entries: readonly HistoryEntry[]): string {
  return entries.map(each => `${JSON.stringify(each)}\n`).join('')
}

function parseLine(line: string): HistoryEntry | null {
  if (line === '') return null
  try {
    return entry.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}
