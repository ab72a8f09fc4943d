import { z } from 'zod'

/** What the deployed site's `/release.json` says, as far as a build and `npm run due` need it. */
const liveRelease = z.object({
  publishedAt: z.string(),
  codeVersion: z.string().optional(),
  nextChangeAt: z.string().nullable(),
  documents: z.record(z.string(), z.string()),
  heldBack: z.record(z.string(), z.string()).default({}),
})

export type LiveRelease = z.output<typeof liveRelease>

/** The live site does not answer. The build of the renderer has a class of its own: others know it by its name. */
class LiveSiteError extends Error {
  override readonly name = 'LiveSiteError'
}

/**
 * What is live at the origin `siteUrl`; null when that has no release of ours yet.
 * @throws LiveSiteError when it does not answer.
 */
export async function findLiveRelease(siteUrl: string): Promise<LiveRelease | null> {
  const address = `${siteUrl}/release.json`
  try {
    const response = await fetch(address, { cache: 'no-store', signal: AbortSignal.timeout(20_000) })
    if (response.status >= 500) throw new Error(`it answers ${response.status}`)
    const isOurs = response.ok && response.headers.get('content-type')?.includes('json')
    return isOurs ? (liveRelease.safeParse(await response.json()).data ?? null) : null
  } catch (cause) {
    const { message, cause: inner } = cause instanceof Error ? cause : new Error(String(cause))
    const reason = inner instanceof Error ? inner.message : message
    throw new LiveSiteError(
      `${address} could not be read: ${reason}. Check SITE_URL, and whether the site is up.`,
      {
        cause,
      },
    )
  }
}
