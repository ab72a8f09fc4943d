import type { JsonObject } from '../documents/json.ts'
import { charge, chargeFor } from './query-budget.ts'
import { NotCompiled, type Run, type Scope } from './scope.ts'
import { toNodes } from './tree.ts'
import { isObject } from './values.ts'

type Attribute = (scope: Scope, result: JsonObject) => void

/** `{…}`: named attributes, splats and conditional splats, in their order. */
export function object(node: JsonObject, compile: (node: unknown) => Run): Run {
  const attributes = toNodes(node.attributes)
  const parts = attributes.map(attribute => compiledAttribute(attribute, compile))
  const leading = attributes.findIndex(attribute => attribute.type !== 'ObjectAttributeValue')
  const named = leading === -1 ? attributes : attributes.slice(0, leading)
  // Copies of one object share its layout, which is several times faster than adding field after field.
  const blank: JsonObject = Object.fromEntries(named.map(({ name }) => [String(name), null]))
  return scope => {
    charge(parts.length)
    const result = { ...blank }
    for (const part of parts) part(scope, result)
    return result
  }
}

function compiledAttribute(attribute: JsonObject, compile: (node: unknown) => Run): Attribute {
  const value = compile(attribute.value)
  if (attribute.type === 'ObjectAttributeValue') {
    const name = String(attribute.name)
    return (scope, result) => {
      result[name] = value(scope)
    }
  }
  const splat: Attribute = (scope, result) => {
    const fields = value(scope)
    if (isObject(fields)) Object.assign(result, chargeFor(fields))
  }
  if (attribute.type === 'ObjectSplat') return splat
  if (attribute.type !== 'ObjectConditionalSplat') throw new NotCompiled(attribute.type)
  const condition = compile(attribute.condition)
  return (scope, result) => {
    if (condition(scope) === true) splat(scope, result)
  }
}
