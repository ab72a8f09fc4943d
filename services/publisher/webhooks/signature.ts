import { createHmac } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import {
  decodeSignatureHeader,
  encodeSignatureHeader,
  isSignatureError,
  SIGNATURE_HEADER_NAME,
} from '@sanity/webhook'
import { isSameSecret } from '#services/shared/same-secret.ts'

/** Whether a request's body was signed with our secret recently, or why not. */
export type Signed =
  | { genuine: true; body: string; signature: string }
  | { genuine: false; status: number; reason: string }

/** The greatest age of a signature, in milliseconds: retries have a fresh one. */
export const freshForMs = 5 * 60_000

/** How far ahead the sender's clock may be, in milliseconds. */
const aheadMs = 60_000

/**
 * Verifies the signature over the raw body, then its age. The journal detects replays. The body is not parsed before its
 * signature is valid.
 */
export async function verifySignature(
  request: { headers: IncomingHttpHeaders; body: Uint8Array },
  secret: string,
  now: Temporal.Instant,
): Promise<Signed> {
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
  return { genuine: true, body, signature: found.signature }
}

/**
 * A keyed digest that identifies a delivery: senders cannot provoke collisions, and no signature is stored on disk.
 */
export function digestKey(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url').slice(0, 22)
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

function decodeUtf8(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return null
  }
}

function refuse(reason: string): Signed {
  return { genuine: false, status: 401, reason }
}
