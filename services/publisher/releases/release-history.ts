import { appendFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isMissing } from '#services/shared/is-missing.ts'
import { replaceDurably } from '#services/shared/replace-durably.ts'

const entry = z.object({
  /** When the release went live, as an ISO instant. */
  at: z.string(),
  release: z.string(),
  /** 'repair': it replaced a damaged release. */
  by: z.enum(['publish', 'rollback', 'repair']),
  /** Why it was made. */
  reasons: z.array(z.string()),
  /** The clinic's time zone, if the release has it. */
  timeZone: z.string().nullable(),
  /** The revisions of documents that changed since the previous release, by id; missing if unknown. */
  documents: z.record(z.string(), z.string()).optional(),
})

/** One time that a release went live. */
export type HistoryEntry = z.output<typeof entry>

export type History = Awaited<ReturnType<typeof openHistory>>

/** How many entries are kept: more than releases on any disk. */
const keptEntries = 500

/**
 * Which release was live when, in `history.ndjson` below `folder`. For operators only, so that a line lost in a power cut
 * does no harm.
 */
export async function openHistory(folder: string) {
  const file = join(folder, 'history.ndjson')
  let entries = await readHistory(folder)
  if (entries.length > keptEntries) await replaceDurably(file, toText(entries.slice(-keptEntries)))
  entries = entries.slice(-keptEntries)

  return {
    entries: (): readonly HistoryEntry[] => entries,
    /** Since when (ISO instant) patients see a document's live revision; null if unknown. */
    shownSince(id: string, revision: string): string | null {
      const found = entries.findLast(({ documents }) => !documents || documents[id] !== undefined)
      return found?.documents?.[id] === revision ? found.at : null
    },
    /** @throws disk errors. */
    add(next: HistoryEntry): void {
      entries.push(next)
      if (entries.length > 2 * keptEntries) entries = entries.slice(-keptEntries)
      // Synchronous: takes some twenty microseconds, less than the thread pool.
      appendFileSync(file, toText([next]))
    },
  }
}

/** All entries, oldest first. */
export async function readHistory(folder: string): Promise<HistoryEntry[]> {
  let text: string
  try {
    text = await readFile(join(folder, 'history.ndjson'), 'utf8')
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
  return text.split('\n').flatMap(line => parseLine(line) ?? [])
}

/**
 * The targets of successive rollbacks, nearest last: what was live before `live`, without releases that a rollback left.
 * `names` are the existing releases, oldest first; their order decides where the history has a gap.
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
