import { getPublishedId, isPublishedId } from '@sanity/client/csm'
import { z } from 'zod'
import { documentTitle } from '../documents/document-title.ts'
import type { OverviewContent } from '../documents/overview.ts'

/** How a document comes to be and goes, in Mendoza's format: `[0, null]` is nothing, `[0, document]` a whole one. */
const effect = z.array(z.unknown())

/** A line of Sanity's transaction log with effects (`data/history/…/transactions?effectFormat=mendoza`). */
const transaction = z.object({
  id: z.string(),
  timestamp: z.string(),
  author: z.string().catch(''),
  effects: z.record(z.string(), z.object({ apply: effect, revert: effect })).catch({}),
})

export type Transaction = z.output<typeof transaction>

/** Parses a transaction log: one JSON object a line. @throws ZodError when it is something else. */
export function parseTransactions(log: string): Transaction[] {
  const lines = log.split('\n').filter(line => line.trim() !== '')
  return lines.map(line => transaction.parse(JSON.parse(line)))
}

/** The last change of what patients see of a document. */
export interface Change {
  readonly id: string
  readonly type: string
  readonly title: string
  readonly kind: 'added' | 'changed' | 'removed'
  /** ISO instant. */
  readonly at: string
  /** The user's id. */
  readonly author: string
  readonly transactionId: string
  /** How many other documents the same step changed. */
  readonly others: number
  readonly hasDraft: boolean
}

/** The last changes of published documents, newest first: each document once, and one row for each step. */
export function latelyChanged(transactions: readonly Transaction[], content: OverviewContent): Change[] {
  const seen = new Set<string>()
  const drafts = new Set<string>(content.drafts.map(({ id }) => getPublishedId(id)))
  const newestFirst = transactions.toSorted((a, b) => (a.timestamp < b.timestamp ? 1 : -1))
  return newestFirst.flatMap(({ id: transactionId, timestamp: at, author, effects }) => {
    const changes = Object.entries(effects).flatMap(([id, { apply, revert }]) => {
      if (!isPublishedId(id) || seen.has(id)) return []
      seen.add(id)
      const named = findNamed(id, content) ?? readNamed(id, revert)
      if (!named || named.type === 'redirect') return []
      const kind = isNothing(apply) ? 'removed' : isNothing(revert) ? 'added' : 'changed'
      const title = documentTitle(named, content)
      const hasDraft = drafts.has(id)
      return [{ id, type: named.type, title, kind, at, author, transactionId, hasDraft } as const]
    })
    const [first] = changes.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
    return first ? [{ ...first, others: changes.length - 1 }] : []
  })
}

/** What a step that changes several documents is about, first. */
const kinds: readonly Change['kind'][] = ['removed', 'added', 'changed']

function isNothing([operation, value]: readonly unknown[]): boolean {
  return operation === 0 && value === null
}

interface Named {
  id: string
  type: string
  title: string | null
}

function findNamed(id: string, { recent, drafts }: OverviewContent): Named | null {
  const found = recent.find(each => each.id === id) ?? drafts.find(each => getPublishedId(each.id) === id)
  return found ? { ...found, id } : null
}

const text = z.string().nullish()
const titles = z.object({ _type: z.string(), title: text, name: text, message: text, heading: text })

/** What a document was called before it went, from the effect that would bring it back. */
function readNamed(id: string, [operation, value]: readonly unknown[]): Named | null {
  const { data } = titles.safeParse(operation === 0 ? value : null)
  if (!data) return null
  return { id, type: data._type, title: data.title ?? data.name ?? data.message ?? data.heading ?? null }
}
