import type { JsonObject } from '../documents/json.ts'
import { charge } from './query-budget.ts'
import { nested, type Run } from './scope.ts'
import { toNodes } from './tree.ts'
import { compareForOrder } from './values.ts'

/** `| order(…)`: stable. */
export function order(node: JsonObject, compile: (node: unknown) => Run): Run {
  const keys = toNodes(node.args).map(argument => {
    const isDirected = argument.type === 'Asc' || argument.type === 'Desc'
    return {
      key: compile(isDirected ? argument.base : argument),
      sign: argument.type === 'Desc' ? -1 : 1,
    }
  })
  const base = compile(node.base)
  return scope => {
    const list = base(scope)
    if (!Array.isArray(list)) return null
    return list
      .map(item => {
        charge(1 + keys.length)
        const inner = nested(scope, item)
        return { item, ranks: keys.map(({ key }) => key(inner)) }
      })
      .sort((a, b) => {
        for (const [index, { sign }] of keys.entries()) {
          const difference = compareForOrder(a.ranks[index], b.ranks[index])
          if (difference !== 0) return difference * sign
        }
        return 0
      })
      .map(({ item }) => item)
  }
}
