import type { SeedDocument } from '#studio/seed/parse-seed.ts'
import type { Random } from './random.ts'

/** Gives every `_key` the twelve hexadecimal digits that the Studio gives it; marks follow the definitions they name. */
export function withStudioKeys(document: SeedDocument, random: Random): SeedDocument {
  const { _id, _type, ...fields } = document
  return { ...rekeyObject(fields, random), _id, _type }
}

function rekey(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) return value.map(item => rekey(item, random))
  if (typeof value !== 'object' || value === null) return value
  return rekeyObject(value, random)
}

function rekeyObject(value: object, random: Random): Record<string, unknown> {
  const own = '_key' in value ? { _key: newKey(random) } : {}
  if (!('markDefs' in value && 'children' in value)) {
    const fields = Object.entries(value).map(([name, field]) => [name, rekey(field, random)])
    return { ...Object.fromEntries(fields), ...own }
  }
  // Marks name the keys of their definitions, which are unique within a block.
  const keys = new Map(keysOf(value.markDefs).map(key => [key, newKey(random)]))
  const swap = (item: unknown) => withFields(item, ({ _key }) => ({ _key: keys.get(String(_key)) }))
  const remark = (item: unknown) =>
    withFields(item, ({ marks }) => ({
      _key: newKey(random),
      ...(Array.isArray(marks) && { marks: marks.map(mark => keys.get(mark) ?? mark) }),
    }))
  return {
    ...value,
    markDefs: Array.isArray(value.markDefs) ? value.markDefs.map(swap) : [],
    children: Array.isArray(value.children) ? value.children.map(remark) : [],
    ...own,
  }
}

function withFields(
  item: unknown,
  change: (fields: Record<string, unknown>) => Record<string, unknown>,
): unknown {
  const fields: Record<string, unknown> = { ...Object(item) }
  return { ...fields, ...change(fields) }
}

function keysOf(definitions: unknown): string[] {
  return Array.isArray(definitions) ? definitions.map(each => String(Object(each)._key)) : []
}

function newKey(random: Random): string {
  return Array.from({ length: 2 }, () =>
    random
      .below(2 ** 24)
      .toString(16)
      .padStart(6, '0'),
  ).join('')
}
