import { randomBytes } from 'node:crypto'
import { isRecord, type JsonObject } from '../documents/json.ts'

/** Adds missing `_key`s to the objects in arrays: `autoGenerateArrayKeys` of the mutate endpoint. */
export function withArrayKeys(value: unknown, inArray = false): unknown {
  if (Array.isArray(value)) return value.map(item => withArrayKeys(item, true))
  if (!isRecord(value)) return value
  const copy: JsonObject = {}
  for (const [field, inner] of Object.entries(value)) {
    // The lists of mutations and of ids are not arrays of a document.
    copy[field] =
      field === 'mutations' && Array.isArray(inner)
        ? inner.map(one => withArrayKeys(one))
        : withArrayKeys(inner)
  }
  return inArray && typeof copy._key !== 'string' ? { _key: randomBytes(6).toString('hex'), ...copy } : copy
}
