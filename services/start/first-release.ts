import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'

const healthShape = z.looseObject({
  release: z.string().nullable(),
  state: z.enum(['idle', 'publishing', 'failed', 'held']),
  reason: z.string().nullable(),
})

/**
 * Waits until the site answers with a release. Returns the reason when publishing failed instead: the addresses are worth
 * opening all the same, for it is in the Studio that it is put right.
 */
export async function waitForRelease(
  siteUrl: string,
  signal: AbortSignal,
): Promise<{ failure: string | null }> {
  for (;;) {
    signal.throwIfAborted()
    const health = await findHealth(siteUrl, signal)
    if (health?.release) return { failure: health.state === 'failed' ? health.reason : null }
    if (health?.state === 'failed') return { failure: health.reason }
    await wait(50, undefined, { signal })
  }
}

async function findHealth(
  siteUrl: string,
  signal: AbortSignal,
): Promise<z.output<typeof healthShape> | null> {
  try {
    const response = await fetch(`${siteUrl}/healthz`, { signal })
    return healthShape.parse(await response.json())
  } catch (error) {
    signal.throwIfAborted()
    // The publisher may just be starting again after a crash.
    if (error instanceof TypeError) return null
    throw error
  }
}
