import { getHeapStatistics, setFlagsFromString } from 'node:v8'

/** By how much a heap grows in any case between two full collections, in percent. */
const leastPercent = 30

/**
 * Has V8 collect everything once the heap has grown by a third, or by `bytes` where that is more. Left alone, it lets a heap grow
 * to several times what lasts.
 */
export function collectAfter(bytes: number): void {
  const percent = Math.max(leastPercent, Math.round((100 * bytes) / getHeapStatistics().used_heap_size))
  setFlagsFromString(`--heap-growing-percent=${percent}`)
}
