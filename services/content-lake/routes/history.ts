import { LakeError } from '../errors.ts'
import { type Route, reply } from '../http/route.ts'
import type { Lake } from '../lake.ts'
import { documentEvents } from '../store/document-events.ts'

const maxEntries = 1000

/** Past states of documents, for the history panel, reviewing changes and restoring. */
export function historyRoutes({ history }: Lake): Route[] {
  return [
    {
      method: 'GET',
      path: 'data/history/:dataset/events/documents/:id',
      access: 'token',
      handle: ({ params, query }) =>
        reply(documentEvents(history, params.id ?? '', parseLimit(query, 100), query.get('nextCursor'))),
    },
    {
      method: 'GET',
      path: 'data/history/:dataset/documents/:ids',
      access: 'token',
      handle: ({ params, query }) => {
        const revision = query.get('revision')
        const time = query.get('time')
        const ids = parseIds(params.ids)
        if (!revision && !time) return reply({ documents: history.lastVersions(ids) })
        const documents = ids.map(id =>
          revision ? history.atRevision(id, revision) : history.atTime(id, parseInstant(time ?? '')),
        )
        return reply({ documents: documents.filter(doc => doc !== null) })
      },
    },
    {
      method: 'GET',
      path: 'data/history/:dataset/transactions/:ids',
      access: 'token',
      handle: ({ params, query, response }) => {
        const entries = history.transactions({
          documentIds: parseIds(params.ids),
          fromTransaction: query.get('fromTransaction') ?? undefined,
          toTransaction: query.get('toTransaction') ?? undefined,
          fromTime: parseBound(query.get('fromTime')),
          toTime: parseBound(query.get('toTime')),
          authors: query.get('authors')?.split(','),
          reverse: query.get('reverse') === 'true',
          limit: parseLimit(query, 50),
          withContent: query.get('excludeContent') !== 'true',
          withEffects: query.get('effectFormat') === 'mendoza',
        })
        response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' })
        response.end(entries.map(entry => `${JSON.stringify(entry)}\n`).join(''))
        return undefined
      },
    },
  ]
}

function parseIds(list: string | undefined): string[] {
  return (list ?? '').split(',').filter(id => id !== '')
}

function parseLimit(query: URLSearchParams, byDefault: number): number {
  const given = Number(query.get('limit') ?? byDefault)
  return Number.isInteger(given) && given > 0 ? Math.min(given, maxEntries) : byDefault
}

function parseBound(time: string | null): string | undefined {
  return time ? parseInstant(time) : undefined
}

/** Parses a time into its stored form, ISO 8601 in UTC to the millisecond, for comparison. Throws 400 if it is invalid. */
function parseInstant(time: string): string {
  try {
    return Temporal.Instant.from(time).toString({ smallestUnit: 'millisecond' })
  } catch (error) {
    throw new LakeError(
      400,
      'invalidTime',
      `“${time}” is not a time. Use ISO 8601, e.g. 2026-02-06T17:00:00Z.`,
      { cause: error },
    )
  }
}
