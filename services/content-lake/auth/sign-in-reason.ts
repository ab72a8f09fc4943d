/** Why somebody is not signed in, shown on the sign-in page. */
export const signInReasons = [
  'signed-out',
  'session-unknown',
  'session-late',
  'access-ended',
  'link-unknown',
  'link-late',
  'link-used',
] as const

export interface SignInReason {
  reason: (typeof signInReasons)[number]
  /** When it happened, in milliseconds since 1970; null if unknown. */
  at: number | null
}
