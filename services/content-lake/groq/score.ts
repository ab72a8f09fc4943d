import { extended } from '../store/document-shell.ts'
import { isRecord, type JsonObject } from '../store/json.ts'
import { matchScore } from './match.ts'
import { made } from './query-budget.ts'
import { NotCompiled, nested, type Run, type Scope } from './scope.ts'
import { isObject } from './values.ts'

type Score = (scope: Scope) => number

/** `| score(…)` over a list: each object with its `_score`, the best first. */
export function score(node: JsonObject, compiled: (node: unknown) => Run): Run {
  if (!Array.isArray(node.args)) throw new NotCompiled('score')
  const base = compiled(node.base)
  const scores = node.args.map(argument => scoreOf(argument, compiled))
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
      .map(({ item, score: _score }) => made(extended(item, { _score })))
  }
}

function scoreOf(node: unknown, compiled: (node: unknown) => Run): Score {
  if (!isRecord(node)) throw new NotCompiled(node)
  if (node.type === 'OpCall' && node.op === 'match') return matchScore(node, compiled)
  if (node.type === 'FuncCall' && node.name === 'boost') return boosted(node, compiled)
  if (node.type === 'Or') {
    const [left, right] = [scoreOf(node.left, compiled), scoreOf(node.right, compiled)]
    return scope => left(scope) + right(scope)
  }
  if (node.type === 'And') {
    const [left, right] = [scoreOf(node.left, compiled), scoreOf(node.right, compiled)]
    return scope => {
      const first = left(scope)
      const second = first === 0 ? 0 : right(scope)
      return second === 0 ? 0 : first + second
    }
  }
  const condition = compiled(node)
  return scope => Number(condition(scope) === true)
}

function boosted(node: JsonObject, compiled: (node: unknown) => Run): Score {
  const [what, by] = Array.isArray(node.args) ? node.args : []
  const inner = scoreOf(what, compiled)
  const boost = compiled(by)
  return scope => {
    const found = inner(scope)
    const more = boost(scope)
    return found > 0 && typeof more === 'number' ? found + more : 0
  }
}
