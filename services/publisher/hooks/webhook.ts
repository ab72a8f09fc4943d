import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import {
  decodeSignatureHeader,
  encodeSignatureHeader,
  isSignatureError,
  SIGNATURE_HEADER_NAME,
} from '@sanity/webhook'
import { z } from 'zod'

/** What a genuine webhook announced. */
export type Announced = {
  /** Tells a delivery from a repeated one. */
  keys: string[]
  /** Null when the body names no document. */
  documentId: string | null
  /** The revision that a release must have reached; null for a document that went, or when the body names none. */
  rev: string | null
  updatedAt: string | null
  removed: boolean
}

export type Verdict =
  | { genuine: true; announced: Announced }
  | { genuine: false; status: number; reason: string }

/** A delivery may be this old: retries come with a fresh signature. */
export const freshForMs = 5 * 60_000

/** How far ahead the sender's clock may be. */
const aheadMs = 60_000

const payloadShape = z.looseObject({
  _id: z.string().max(256).optional(),
  _rev: z.string().max(256).optional(),
  _updatedAt: z.string().max(64).optional(),
  operation: z.string().max(64).optional(),
})

/**
 * Whether a webhook comes from the Content Lake: first its signature over the raw body, then its age. Whether it came
 * before is for the journal to say. Nothing in the body is looked at until the signature has been found good.
 */
export async function verifyWebhook(
  request: { headers: IncomingHttpHeaders; body: Uint8Array },
  secret: string,
  now: Temporal.Instant,
): Promise<Verdict> {
  const signature = request.headers[SIGNATURE_HEADER_NAME]
  if (typeof signature !== 'string') return refuse(401, 'it is not signed')
  const body = decodeUtf8(request.body)
  const signedAt = body === null ? null : await findSigningTime(body, signature.trim(), secret)
  if (body === null || signedAt === null) {
    return refuse(401, 'its signature does not fit. Use the same SANITY_WEBHOOK_SECRET on both sides')
  }
  const age = now.epochMilliseconds - signedAt
  if (age > freshForMs || age < -aheadMs) {
    return refuse(401, 'it was signed too long ago, or in the future. Check the clocks of both machines')
  }
  const payload = parsePayload(body)
  if (payload === null) return refuse(400, 'its body does not tell of a document')
  return { genuine: true, announced: describe(payload, signature.trim(), request.headers) }
}

/** The instant, in milliseconds of Unix time, that a good signature names; null for any other signature. */
async function findSigningTime(body: string, signature: string, secret: string): Promise<number | null> {
  try {
    const { timestamp } = decodeSignatureHeader(signature)
    const expected = await encodeSignatureHeader(body, timestamp, secret)
    return isSame(signature.replace(/^t=(\d+)[, ]+v1=/, 't=$1,v1='), expected) ? timestamp : null
  } catch (error) {
    if (isSignatureError(error)) return null
    throw error
  }
}

/** Takes as long for a near miss as for a far one; `@sanity/webhook` compares with `!==`. */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.byteLength === b.byteLength && timingSafeEqual(a, b)
}

function describe(
  payload: z.output<typeof payloadShape>,
  signature: string,
  headers: IncomingHttpHeaders,
): Announced {
  const idempotencyKey = headers['idempotency-key']
  // A projection may bring the operation along, signed; a webhook that sends whole documents tells it in a header alone.
  const removed = (payload.operation ?? headers['sanity-operation']) === 'delete'
  return {
    // The key is not signed: the signature itself stands in for it, or a replay would need but a new key.
    keys: [signature, ...(typeof idempotencyKey === 'string' ? [idempotencyKey.slice(0, 256)] : [])],
    documentId: payload._id ?? null,
    rev: removed ? null : (payload._rev ?? null),
    updatedAt: payload._updatedAt ?? null,
    removed,
  }
}

function parsePayload(body: string): z.output<typeof payloadShape> | null {
  try {
    return payloadShape.safeParse(JSON.parse(body)).data ?? null
  } catch {
    return null
  }
}

function decodeUtf8(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return null
  }
}

function refuse(status: number, reason: string): Verdict {
  return { genuine: false, status, reason }
}
