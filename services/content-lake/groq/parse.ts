import { isRecord, type JsonObject } from '../documents/json.ts'
import { LakeError } from '../errors.ts'
import { parseQuery } from './groq-js.ts'

/** Longest query, in characters. The site's longest has some 6,400. */
const longestQuery = 100_000
/** Functions declared in a query may call each other twice each: forty lines would make an endless tree. */
const declaration = /^(?:[\s\u0085]|\/\/[^\n]*\n)*fn/

/** Parses a query. Throws 400 with the position of the error. */
export function parseGroq(query: string, options: { params?: JsonObject; mode?: 'delta' }): JsonObject {
  if (query.length > longestQuery) {
    throw faulty(
      query,
      0,
      `The query is longer than ${longestQuery} characters. Put long lists into parameters.`,
    )
  }
  if (declaration.test(query)) throw faulty(query, 0, 'Functions cannot be declared here. Write them out.')
  try {
    return parseQuery(query, options)
  } catch (error) {
    const position = isRecord(error) || error instanceof Error ? Reflect.get(error, 'position') : undefined
    const reason = isExhausted(error) ? 'It is nested too deeply.' : toMessage(error)
    throw faulty(query, typeof position === 'number' ? position : 0, reason, error)
  }
}

/**
 * The parameters that a query is parsed with: `x[$i]` is an index, an attribute or a filter depending on the value. Lists
 * decide nothing, and the parser would copy them into the tree.
 */
export function plainValues(params: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(params).filter(([, value]) => typeof value !== 'object' || value === null),
  )
}

/** Whether the engine ran out of stack, or of room for one list or text. */
export function isExhausted(error: unknown): boolean {
  return error instanceof RangeError && /call stack|Invalid (array|string) length/.test(error.message)
}

function faulty(query: string, start: number, reason: string, cause?: unknown): LakeError {
  return new LakeError(400, 'queryParseError', reason, { query, start, end: query.length, cause })
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
