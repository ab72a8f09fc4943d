/** Why somebody is not signed in, as the sign-in page tells them. */
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
  /** Since when, in milliseconds since 1970; null where it is not known. */
  at: number | null
}
