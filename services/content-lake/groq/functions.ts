import type { JsonObject } from '../documents/json.ts'
import { getMentions } from '../documents/lazy-document.ts'
import { evaluateTree } from './groq-js.ts'
import { IdPath } from './id-paths.ts'
import { chargeFor } from './query-budget.ts'
import type { Run } from './scope.ts'

type Make = (args: readonly Run[]) => Run

/** The GROQ functions that the site and the Studio use all the time. */
export const functions: Readonly<Record<string, Make>> = {
  'global::count': ([list = nothing]) => {
    return scope => {
      const value = list(scope)
      return Array.isArray(value) ? value.length : null
    }
  },
  'global::defined':
    ([argument = nothing]) =>
    scope =>
      (argument(scope) ?? null) !== null,
  'global::coalesce': args => scope => {
    for (const argument of args) {
      const value = argument(scope) ?? null
      if (value !== null) return value
    }
    return null
  },
  'global::references': args => scope => {
    const wanted = args.flatMap(argument => argument(scope)).filter(id => typeof id === 'string')
    if (wanted.length === 0 || typeof scope.value !== 'object' || scope.value === null) return false
    const mentioned = getMentions(scope.value)
    return wanted.some(id => mentioned.has(id))
  },
  'global::length': ([argument = nothing]) => {
    return scope => {
      const value = argument(scope)
      if (typeof value === 'string') return codePoints(value)
      return Array.isArray(value) ? value.length : null
    }
  },
  'global::lower': ([argument = nothing]) => onText(argument, text => text.toLowerCase()),
  'global::upper': ([argument = nothing]) => onText(argument, text => text.toUpperCase()),
  'string::lower': ([argument = nothing]) => onText(argument, text => text.toLowerCase()),
  'string::upper': ([argument = nothing]) => onText(argument, text => text.toUpperCase()),
  'string::startsWith': ([argument = nothing, prefix = nothing]) => {
    return scope => {
      const text = argument(scope)
      const start = prefix(scope)
      return typeof text === 'string' && typeof start === 'string' ? text.startsWith(start) : null
    }
  },
  'global::path': ([argument = nothing]) => {
    let latest: { pattern: string; path: IdPath } | undefined
    return scope => {
      const pattern = argument(scope)
      if (typeof pattern !== 'string') return null
      if (latest?.pattern !== pattern) latest = { pattern, path: new IdPath(pattern) }
      return latest.path
    }
  },
  'global::now': () => scope => scope.query.timestamp.toISOString(),
  'global::identity': () => scope => scope.query.identity,
}

/** A function that groq-js evaluates: it gets the arguments' values and nothing else of the query. */
export function leftCall({ namespace, name }: JsonObject, args: readonly Run[]): Run {
  return scope => {
    const values = args.map(argument => ({ type: 'Value', value: chargeFor(argument(scope)) }))
    const call = { type: 'FuncCall', namespace, name, args: values }
    return chargeFor(evaluateTree(call, { ...scope.query, root: scope.value }).data)
  }
}

/** Counts like groq-js: a high surrogate counts together with the unit after it, even if that is no low surrogate. */
function codePoints(text: string): number {
  let count = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit < 0xd800 || unit > 0xdbff) count += 1
  }
  return count
}

function nothing(): null {
  return null
}

function onText(argument: Run, change: (text: string) => string): Run {
  return scope => {
    const value = argument(scope)
    return typeof value === 'string' ? chargeFor(change(value)) : null
  }
}
