/** Remembered deliveries. A flood of genuine ones lets the oldest be repeated: that causes a publish that changes nothing. */
const mostKeys = 40_000

/** Recognises repeated deliveries by their keys, for `rememberMs` each. */
export function createReplayGuard(rememberMs: number) {
  const seenAtMs = new Map<string, number>()

  return {
    /** Whether none of the keys came before; remembers them if so. */
    isNew(keys: readonly string[], now: Temporal.Instant): boolean {
      for (const [key, atMs] of seenAtMs) {
        if (now.epochMilliseconds - atMs <= rememberMs && seenAtMs.size <= mostKeys) break
        seenAtMs.delete(key)
      }
      if (keys.some(key => seenAtMs.has(key))) return false
      for (const key of keys) seenAtMs.set(key, now.epochMilliseconds)
      return true
    },
  }
}
