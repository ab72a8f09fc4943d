import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import { digestKey, verifySignature } from './signature.ts'

export { freshForMs } from './signature.ts'

/** The content of a genuine webhook. */
export type Announced = {
  /** Identify the delivery, to detect repetitions. */
  keys: string[]
  /** Null if the body names no document. */
  documentId: string | null
  /** The revision that a release must have reached; null for a removed document, or if the body names none. */
  rev: string | null
  updatedAt: string | null
  removed: boolean
}

export type Verdict =
  | { genuine: true; announced: Announced }
  | { genuine: false; status: number; reason: string }

const payloadShape = z
  .looseObject({
    _id: z.string().max(256).optional(),
    _rev: z.string().max(256).optional(),
    _updatedAt: z.string().max(64).optional(),
    operation: z.string().max(64).optional(),
  })
  // Commands are signed with the same secret and must not pass for webhooks.
  .refine(payload => payload._id !== undefined || !('command' in payload))

/**
 * Verifies that a webhook comes from the Content Lake (see verifySignature), and parses it.
 */
export async function verifyWebhook(
  request: { headers: IncomingHttpHeaders; body: Uint8Array },
  secret: string,
  now: Temporal.Instant,
): Promise<Verdict> {
  const signed = await verifySignature(request, secret, now)
  if (!signed.genuine) return signed
  const payload = parsePayload(signed.body)
  if (payload === null) return { genuine: false, status: 400, reason: 'its body names no document' }
  const idempotencyKey = request.headers['idempotency-key']
  const keys = [signed.signature]
  // The key is not signed, so the signature identifies the delivery too; else a replay would only need a new key.
  if (typeof idempotencyKey === 'string') keys.push(`idempotency-key ${idempotencyKey}`)
  return {
    genuine: true,
    announced: { keys: keys.map(key => digestKey(key, secret)), ...describe(payload, request.headers) },
  }
}

function describe(
  payload: z.output<typeof payloadShape>,
  headers: IncomingHttpHeaders,
): Omit<Announced, 'keys'> {
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
