/*
 * What V8 and glibc read before a program begins, so that a part cannot set it itself (decision 0080).
 */

/**
 * For every part: memory is kept for each thread that ever asked, and compressing on many doubles what the publisher takes.
 * Other libraries than glibc ignore it.
 */
export const allocatorSettings = { MALLOC_ARENA_MAX: '2' } as const

/** Arguments for Node. The young part of each heap takes 16 MB at most, not 64. */
export const publisherCommand = ['--max-semi-space-size=8', 'services/publisher/main.ts'] as const
