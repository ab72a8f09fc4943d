import { isRecord, type JsonObject } from '../documents/json.ts'
import { LakeError } from '../errors.ts'
import { parseQuery } from './groq-js.ts'
import { walkTree } from './tree.ts'

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

/** The parsed query; null if it is wrong or cannot be parsed without its parameters (`[$from...$to]`). */
export function findParsed(query: string): JsonObject | null {
  try {
    return parseGroq(query, {})
  } catch {
    return null
  }
}

/**
 * The parameters that parsing may need: those of an index, a slice or a search. Lists are left out, since the parser
 * would join them.
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

/**
 * `x[$i]` is an index, an attribute or a filter depending on the parameter's value, so such a query must be parsed with
 * its parameters. Without them it parses as a filter whose condition does not depend on the document.
 */
export function hasAmbiguousBrackets(tree: JsonObject): boolean {
  let found = false
  walkTree(tree, node => {
    if (node.type === 'Filter' && !looksAtDocument(node.expr)) found = true
  })
  return found
}

function looksAtDocument(expression: unknown): boolean {
  let looks = false
  walkTree(expression, node => {
    if (node.type === 'This' || node.type === 'Everything' || node.type === 'Parent') looks = true
    if (node.type === 'AccessAttribute' && node.base === undefined) looks = true
    if (node.type === 'FuncCall' && (node.namespace !== 'global' || node.name === 'references')) looks = true
  })
  return looks
}

function faulty(query: string, start: number, reason: string, cause?: unknown): LakeError {
  return new LakeError(400, 'queryParseError', reason, { query, start, end: query.length }, { cause })
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
