import { Groq } from '../groq/groq.ts'
import { withinBudget } from '../groq/query-budget.ts'
import type { Doc, DocStub } from './documents.ts'

/** For tests: a stored document of which only some fields are given. */
export function storedDoc(stub: DocStub, revision = 'r'): Doc {
  const at = '2026-01-01T00:00:00.000Z'
  return { ...stub, _rev: revision, _createdAt: at, _updatedAt: at }
}

/** For tests: the context of a query. */
export const queryContext = {
  now: Temporal.Instant.from('2026-02-06T17:00:00Z'),
  identity: 'ada',
  projectId: 'local',
  dataset: 'production',
}

/** For tests of queries that search no whole texts. */
export function createGroq(): Groq {
  return new Groq(() => [])
}

/** For tests: runs thousands of queries in one unlimited budget, which is faster than a budget each. */
export function withoutLimits<T>(work: () => T): T {
  return withinBudget({ timeMs: 600_000, heapBytes: 1e12, resultLength: 1e12 }, work)
}
