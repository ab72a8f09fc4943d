import type { SignInReason } from './auth/sign-in-reason.ts'
import type { JsonObject } from './documents/json.ts'

/**
 * A refusal that the caller may read. `status` decides what the Studio does with it: on 400-404, 409, 410, 412,
 * 413 and 422 it throws the edit away, anything else it retries; so a doubt is a 503, never a 4xx.
 */
export class LakeError extends Error {
  override name = 'LakeError'
  readonly status: number
  readonly type: string
  readonly details: JsonObject

  constructor(
    status: number,
    type: string,
    message: string,
    details: JsonObject = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
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
 * A token that is not, or no longer, known. The Studio signs out on `SIO-401-ANF`; why is for the sign-in page, and only
 * somebody who has the token learns it.
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

/** One mutation or action of a request that cannot be carried out; the whole request is then refused. */
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
