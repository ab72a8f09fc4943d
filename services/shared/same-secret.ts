import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether `given` is the secret that is expected; how long it takes depends on the length of `given` alone. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
