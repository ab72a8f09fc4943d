import { isRecord, type JsonObject } from '../documents/json.ts'
import { extendObject } from '../documents/lazy-document.ts'
import { matchScore } from './match.ts'
import { chargeFor } from './query-budget.ts'
import { NotCompiled, nested, type Run, type Scope } from './scope.ts'
import { isObject } from './values.ts'

type Score = (scope: Scope) => number

/** `| score(…)` over a list: each object with its `_score`, the best first. */
export function score(node: JsonObject, compile: (node: unknown) => Run): Run {
  if (!Array.isArray(node.args)) throw new NotCompiled('score')
  const base = compile(node.base)
  const scores = node.args.map(argument => compileScore(argument, compile))
  return scope => {
    const list = base(scope)
    if (!Array.isArray(list)) return null
    return list
      .filter(isObject)
      .map(item => {
        const inner = nested(scope, item)
        const before = typeof item._score === 'number' ? item._score : 0
        return { item, score: scores.reduce((sum, one) => sum + one(inner), before) }
      })
      .sort((a, b) => b.score - a.score)
      .map(({ item, score: _score }) => chargeFor(extendObject(item, { _score })))
  }
}

function compileScore(node: unknown, compile: (node: unknown) => Run): Score {
  if (!isRecord(node)) throw new NotCompiled(node)
  if (node.type === 'OpCall' && node.op === 'match') return matchScore(node, compile)
  if (node.type === 'FuncCall' && node.name === 'boost') return boosted(node, compile)
  if (node.type === 'Or') {
    const [left, right] = [compileScore(node.left, compile), compileScore(node.right, compile)]
    return scope => left(scope) + right(scope)
  }
  if (node.type === 'And') {
    const [left, right] = [compileScore(node.left, compile), compileScore(node.right, compile)]
    return scope => {
      const first = left(scope)
      const second = first === 0 ? 0 : right(scope)
      return second === 0 ? 0 : first + second
    }
  }
  const condition = compile(node)
  return scope => Number(condition(scope) === true)
}

function boosted(node: JsonObject, compile: (node: unknown) => Run): Score {
  const [what, by] = Array.isArray(node.args) ? node.args : []
  const inner = compileScore(what, compile)
  const boost = compile(by)
  return scope => {
    const found = inner(scope)
    const more = boost(scope)
    return found > 0 && typeof more === 'number' ? found + more : 0
  }
}
