import type { IncomingHttpHeaders } from 'node:http'
import {
  decodeSignatureHeader,
  encodeSignatureHeader,
  isSignatureError,
  SIGNATURE_HEADER_NAME,
} from '@sanity/webhook'
import { z } from 'zod'
import { isSameSecret } from '#services/shared/same-secret.ts'

/** A change that a genuine webhook announces. */
export type Announced = {
  /** Null if the body names no document. */
  documentId: string | null
  /** The revision that a release must have reached; null for a removed document, or if the body names none. */
  rev: string | null
  updatedAt: string | null
  removed: boolean
}

export type Verdict =
  /** `keys` identify the delivery, to detect repetitions. */
  { genuine: true; announced: Announced; keys: string[] } | { genuine: false; status: number; reason: string }

/** The greatest age of a signature, in milliseconds: retries have a fresh one. */
const freshForMs = 5 * 60_000

/** How far ahead the sender's clock may be, in milliseconds. */
const aheadMs = 60_000

/** How long a delivery may be repeated with its signature, in milliseconds. */
export const repeatableForMs = freshForMs + aheadMs

/** Longer keys are no identifiers, and would fill the memory. */
const longestKey = 200

const payloadShape = z.looseObject({
  _id: z.string().max(256).optional(),
  _rev: z.string().max(256).optional(),
  _updatedAt: z.string().max(64).optional(),
  operation: z.string().max(64).optional(),
})

/**
 * Verifies that a webhook comes from the Content Lake: the signature over the raw body, then its age, then the shape. The
 * body is not parsed before its signature is valid.
 */
export async function verifyWebhook(
  request: { headers: IncomingHttpHeaders; body: Uint8Array },
  secret: string,
  now: Temporal.Instant,
): Promise<Verdict> {
  const header = request.headers[SIGNATURE_HEADER_NAME]
  if (typeof header !== 'string') return refuse('it is not signed')
  const body = decodeUtf8(request.body)
  const found = body === null ? null : await findSignature(body, header.trim(), secret)
  if (body === null || found === null) {
    return refuse('its signature does not fit. Use the same SANITY_WEBHOOK_SECRET on both sides')
  }
  const age = now.epochMilliseconds - found.signedAtMs
  if (age > freshForMs || age < -aheadMs) {
    return refuse('it was signed too long ago, or in the future. Check the clocks of both machines')
  }
  const payload = parsePayload(body)
  if (payload === null) return { genuine: false, status: 400, reason: 'its body names no document' }
  const idempotencyKey = request.headers['idempotency-key']
  // The key is not signed, so the signature identifies the delivery too; else a replay would only need a new key.
  const keys = [found.signature]
  if (typeof idempotencyKey === 'string' && idempotencyKey.length <= longestKey) {
    keys.push(`idempotency-key ${idempotencyKey}`)
  }
  return { genuine: true, announced: toAnnounced(payload, request.headers), keys }
}

/**
 * A valid signature in canonical form, however its header was written, and its time in milliseconds since 1970; null if it
 * is not valid.
 */
async function findSignature(
  body: string,
  header: string,
  secret: string,
): Promise<{ signature: string; signedAtMs: number } | null> {
  try {
    const { timestamp } = decodeSignatureHeader(header)
    const signature = await encodeSignatureHeader(body, timestamp, secret)
    const given = header.replace(/^t=(\d+)[, ]+v1=/, 't=$1,v1=')
    // `@sanity/webhook` itself compares with `!==`.
    return isSameSecret(given, signature) ? { signature, signedAtMs: timestamp } : null
  } catch (error) {
    if (isSignatureError(error)) return null
    throw error
  }
}

function toAnnounced(payload: z.output<typeof payloadShape>, headers: IncomingHttpHeaders): Announced {
  // A projection may include the operation, signed; without a projection it is only in a header.
  const removed = (payload.operation ?? headers['sanity-operation']) === 'delete'
  return {
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

function refuse(reason: string): Verdict {
  return { genuine: false, status: 401, reason }
}
