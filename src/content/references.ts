import type { SiteDocument } from './kept-document.ts'

/** Every reference in a document to another one, with the path of the field that holds it. */
export function referencesOf(document: SiteDocument): { id: string; path: (string | number)[] }[] {
  return walk(document, [])
}

function walk(value: unknown, path: (string | number)[]): { id: string; path: (string | number)[] }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => walk(item, [...path, index]))
  if (typeof value !== 'object' || value === null) return []
  if ('_ref' in value && typeof value._ref === 'string') return [{ id: value._ref, path }]
  return Object.entries(value).flatMap(([key, item]) => walk(item, [...path, key]))
}
