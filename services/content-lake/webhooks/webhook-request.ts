import { encodeSignatureHeader, SIGNATURE_HEADER_NAME } from '@sanity/webhook'
import { z } from 'zod'
import type { QueryContext } from '../groq/groq.ts'
import type { Webhook } from './webhooks.ts'

export const changeNote = z.object({
  transactionId: z.string(),
  at: z.string(),
  documentId: z.string(),
  operation: z.enum(['create', 'update', 'delete']),
})

/** Identifies a delivery's change in the history. */
export type ChangeNote = z.infer<typeof changeNote>

export interface SendResult {
  delivered: boolean
  /** Whether another attempt would fail the same way. */
  final: boolean
  reason: string
}

/** The request that delivers `body`, signed now. Throws if the hook's address or a header is invalid. */
export async function makeRequest(
  hook: Webhook,
  note: ChangeNote,
  body: string,
  key: string,
  { now, dataset }: QueryContext,
): Promise<Request> {
  const signature = hook.secret && (await encodeSignatureHeader(body, now.epochMilliseconds, hook.secret))
  return new Request(hook.url, {
    method: hook.httpMethod,
    body,
    redirect: 'error',
    headers: {
      ...hook.headers,
      'content-type': 'application/json',
      'idempotency-key': key,
      'sanity-transaction-id': note.transactionId,
      'sanity-transaction-time': note.at,
      'sanity-document-id': note.documentId,
      'sanity-operation': note.operation,
      'sanity-project-id': hook.projectId,
      'sanity-dataset': dataset,
      'sanity-webhook-id': hook.id,
      ...(signature && { [SIGNATURE_HEADER_NAME]: signature }),
    },
  })
}

/** Sends a request and returns the result; never throws. */
export async function sendRequest(request: Request, signal: AbortSignal): Promise<SendResult> {
  try {
    const response = await fetch(request, { signal })
    await response.body?.cancel()
    const { status } = response
    const final = status >= 400 && status < 500 && ![408, 425, 429].includes(status)
    return { delivered: response.ok, final, reason: `HTTP ${status}` }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const reason = cause instanceof Error ? cause.message : String(cause)
    return { delivered: false, final: isNeverSent(cause), reason }
  }
}

/** Whether `fetch` refuses the request itself, which it would do again. */
function isNeverSent(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false
  const code = String(Reflect.get(cause, 'code'))
  const isRefused = /^UND_ERR_(?:INVALID_ARG|NOT_SUPPORTED|REQ_CONTENT_LENGTH)/.test(code)
  return isRefused || cause.message === 'bad port'
}
