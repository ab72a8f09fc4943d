import type { FieldProps } from 'sanity'

/** Whether a field is still empty and its document cannot be published without it. */
export function isNeeded({ schemaType, value }: Pick<FieldProps, 'schemaType' | 'value'>): boolean {
  return isEmpty(value) && (schemaType.name === 'slug' || isRequired(schemaType.validation))
}

function isRequired(validation: unknown): boolean {
  return [validation].flat().some(rule => Object(rule)._required === 'required' && isError(rule))
}

/** A rule that names no level is an error. */
function isError(rule: unknown): boolean {
  return (Object(rule)._level ?? 'error') === 'error'
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  if (value instanceof Object && 'current' in value) return !value.current
  return value === undefined || value === null || value === ''
}
