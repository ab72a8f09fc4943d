/*
 * What V8 and glibc read before a program begins, so that a part cannot set it itself (decision 0080).
 */

/** For every part. Other libraries than glibc ignore it. */
export const allocatorSettings = {
  // Memory is kept for each thread that ever asked: compressing on many doubles what the publisher takes.
  MALLOC_ARENA_MAX: '2',
  // In bytes: larger buffers go back to the system at once, and leave no holes. Left alone, glibc raises this as it runs.
  MALLOC_MMAP_THRESHOLD_: '131072',
} as const

/** Arguments for Node. The young part of each heap takes 16 MB at most, not 64. */
export const publisherCommand = ['--max-semi-space-size=8', 'services/publisher/main.ts'] as const
