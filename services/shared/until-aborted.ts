/** Rejects with the reason of `signal` once that is aborted, to be raced with what cannot be ended itself. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  const aborted = Promise.withResolvers<never>()
  if (signal.aborted) aborted.reject(signal.reason)
  signal.addEventListener('abort', () => aborted.reject(signal.reason), { once: true })
  return aborted.promise
}
