import type { SignInReason } from './auth/sign-in-reason.ts'
import type { JsonObject } from './documents/json.ts'

/**
 * A refusal whose message the client may read. `status` decides what the Studio does: on 400-404, 409, 410, 412, 413 and
 * 422 it drops the edit, anything else it retries; so when in doubt use 503, never 4xx.
 */
export class LakeError extends Error {
  override name = 'LakeError'
  readonly status: number
  readonly type: string
  readonly details: JsonObject

  /** `more`: its cause, and what of it the client may read besides. */
  constructor(status: number, type: string, message: string, more: JsonObject & ErrorOptions = {}) {
    super(message, more)
    const { cause: _, ...details } = more
    this.status = status
    this.type = type
    this.details = details
  }

  /** The body as `@sanity/client` reads it (`extractErrorProps` in its http/errors.ts). */
  toBody(): JsonObject {
    return { error: { description: this.message, type: this.type, ...this.details } }
  }
}

/**
 * An unknown or expired token. The Studio signs out on `SIO-401-ANF`; the reason is for the sign-in page, and only the
 * token's owner learns it.
 */
export class SessionError extends LakeError {
  override name = 'SessionError'
  readonly why: SignInReason

  constructor(why: SignInReason = { reason: 'session-unknown', at: null }) {
    super(401, 'unauthorized', 'Session not found: it has expired or was signed out. Sign in again.')
    this.why = why
  }

  override toBody(): JsonObject {
    const { message, why } = this
    return { statusCode: 401, error: 'Unauthorized', errorCode: 'SIO-401-ANF', message, signIn: { ...why } }
  }
}

/** A mutation or action that cannot be carried out; it makes the whole request fail. */
export function rejectedItem(
  kind: 'mutationError' | 'actionError',
  status: number,
  item: JsonObject & { type: string; description: string },
  index: number,
): LakeError {
  const noun = kind === 'mutationError' ? 'mutation' : 'action'
  return new LakeError(status, kind, `The ${noun}(s) failed: ${item.description}`, {
    items: [{ error: item, index }],
  })
}
