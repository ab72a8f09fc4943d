/** The system cannot start. The message says what happened, why, and what to do; nothing was deleted. */
export class StartError extends Error {
  override readonly name = 'StartError'
  readonly code = 'ERR_START'
}
