import { withinBudget } from '../groq/query-budget.ts'
import type { Doc, DocStub } from './documents.ts'

/** For tests: a document as it is stored, of which only some fields matter. */
export function storedDoc(stub: DocStub, revision = 'r'): Doc {
  const at = '2026-01-01T00:00:00.000Z'
  return { ...stub, _rev: revision, _createdAt: at, _updatedAt: at }
}

/** For tests: what surrounds a query. */
export const queryContext = {
  now: Temporal.Instant.from('2026-02-06T17:00:00Z'),
  identity: 'ada',
  projectId: 'local',
  dataset: 'production',
}

/** For tests: runs queries by the thousand in one budget that is never used up, which is quicker than one budget each. */
export function withoutLimits<T>(work: () => T): T {
  return withinBudget({ timeMs: 600_000, heapBytes: 1e12, resultLength: 1e12 }, work)
}
