import type { Encoding, FileRecord } from '../releases/release-record.ts'

/**
 * The precompressed twin to answer with, or null for the plain file: the smallest that `Accept-Encoding` allows
 * (RFC 9110, 12.5.3). A weight of 0 forbids; other weights do not outdo size.
 */
export function pickEncoding(
  accept: string | undefined,
  encodings: FileRecord['encodings'],
): Encoding | null {
  if (!accept) return null
  const weights = new Map<string, number>()
  for (const part of accept.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map(text => text.trim())
    const weight = parameters.find(parameter => parameter.startsWith('q='))
    weights.set(name, weight === undefined ? 1 : Number.parseFloat(weight.slice(2)) || 0)
  }
  const allowed = (['br', 'gzip'] as const).filter(
    encoding => encodings[encoding] !== undefined && (weights.get(encoding) ?? weights.get('*') ?? 0) > 0,
  )
  return allowed.toSorted((a, b) => (encodings[a] ?? 0) - (encodings[b] ?? 0))[0] ?? null
}

/** Whether a client's `If-None-Match` names this entity tag; weak and strong count alike (RFC 9110, 13.1.2). */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false
  return ifNoneMatch.split(',').some(tag => {
    const given = tag.trim().replace(/^W\//, '')
    return given === '*' || given === etag
  })
}

/**
 * The part of a file of `size` bytes that a client asks for, both ends included; null for all of it: no range is asked
 * for, several are, or the header makes no sense (RFC 9110, 14.2 lets all of these be answered whole).
 */
export function pickRange(
  range: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const match = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(range ?? '')
  if (!match) return null
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return null
  if (from === '') {
    const length = Math.min(Number(to), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const start = Number(from)
  if (to !== '' && Number(to) < start) return null
  if (start >= size) return 'unsatisfiable'
  return { start, end: to === '' ? size - 1 : Math.min(Number(to), size - 1) }
}

/**
 * Whether a client that holds a part may be sent another: it names no condition, or this very tag. Dates are no tags,
 * and weak tags do not promise the same bytes (RFC 9110, 13.1.5).
 */
export function allowsRange(ifRange: string | undefined, etag: string): boolean {
  return ifRange === undefined || ifRange.trim() === etag
}
