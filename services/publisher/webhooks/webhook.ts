import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import { digestKey, verifySignature } from './signature.ts'

export { freshForMs } from './signature.ts'

/** What a genuine webhook announced. */
export type Announced = {
  /** Tell a delivery from a repeated one. */
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

const payloadShape = z
  .looseObject({
    _id: z.string().max(256).optional(),
    _rev: z.string().max(256).optional(),
    _updatedAt: z.string().max(64).optional(),
    operation: z.string().max(64).optional(),
  })
  // Commands are signed with the same secret: none passes for a webhook.
  .refine(payload => payload._id !== undefined || !('command' in payload))

/**
 * Whether a webhook comes from the Content Lake, and what it announces: see verifySignature for what is looked at, and
 * in which order.
 */
export async function verifyWebhook(
  request: { headers: IncomingHttpHeaders; body: Uint8Array },
  secret: string,
  now: Temporal.Instant,
): Promise<Verdict> {
  const signed = await verifySignature(request, secret, now)
  if (!signed.genuine) return signed
  const payload = parsePayload(signed.body)
  if (payload === null) return { genuine: false, status: 400, reason: 'its body does not tell of a document' }
  const idempotencyKey = request.headers['idempotency-key']
  const keys = [signed.signature]
  // The key is not signed: the signature itself stands in for it, or a replay would need but a new key.
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
  // A projection may bring the operation along, signed; a webhook that sends whole documents tells it in a header alone.
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
