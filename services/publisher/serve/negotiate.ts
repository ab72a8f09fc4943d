/** Whether `Accept-Encoding` allows Brotli (RFC 9110, 12.5.3). A weight of 0 forbids; other weights are ignored. */
export function takesBrotli(accept = ''): boolean {
  const weights = new Map<string, number>()
  for (const part of accept.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map(text => text.trim())
    const weight = parameters.find(parameter => parameter.startsWith('q='))
    weights.set(name, weight === undefined ? 1 : Number.parseFloat(weight.slice(2)) || 0)
  }
  return (weights.get('br') ?? weights.get('*') ?? 0) > 0
}

/** Whether `If-None-Match` contains this entity tag, by weak comparison (RFC 9110, 13.1.2). */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false
  return ifNoneMatch.split(',').some(tag => {
    const given = tag.trim().replace(/^W\//, '')
    return given === '*' || given === etag
  })
}

/**
 * The requested range of a file of `size` bytes, both ends included; null for the whole file: without a range, with
 * several, or with an invalid header (RFC 9110, 14.2 allows that).
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
 * Whether `If-Range` allows sending a range: it is missing or is this strong tag. Dates and weak tags do not guarantee the
 * same bytes (RFC 9110, 13.1.5).
 */
export function allowsRange(ifRange: string | undefined, etag: string): boolean {
  return ifRange === undefined || ifRange.trim() === etag
}
