import type { SanityClient } from '@sanity/client'
import { openContentSource, readFrom } from '#sanity/content-source.ts'
import { describeFault } from '#sanity/faults.ts'
import { loadSnapshot } from '#sanity/load-snapshot.ts'
import { findFaults } from '#selectors/advice.ts'
import { type Site, siteAt } from '#site/site.ts'
import { loadWithLastGood } from '#src/hosts/load-with-last-good.ts'
import { findSiteUrl } from '#src/hosts/site-url.ts'

/** What a static build makes its pages of: one snapshot at one instant, one address, the same for every page. */
export interface BuildInput {
  site: Site
  siteUrl: string
  /** For the originals of pictures. */
  client: SanityClient
}

let input: Promise<BuildInput> | undefined
let latest: BuildInput | undefined
let printed = ''

/**
 * The input of this build, read once; in development read again for each request, so that a reload shows what was
 * published meanwhile.
 * @throws Error like loadBuildInput.
 */
export function getBuildInput(): Promise<BuildInput> {
  input ??= import.meta.env.DEV
    ? refreshInput()
    : loadBuildInput(process.env, { isDeployed: true, previous: undefined })
  return input
}

/** Requests at the same time share one reading. */
async function refreshInput(): Promise<BuildInput> {
  try {
    latest = await loadBuildInput(process.env, { isDeployed: false, previous: latest })
    return latest
  } finally {
    input = undefined
  }
}

/**
 * Reads what a static build is made of. `BUILD_TIME` (an ISO instant) fixes the instant, so that a build can be repeated.
 * Faults of the content are printed.
 * @throws Error when the address of the site is missing, unless that is this machine's, or the content cannot be read.
 */
export async function loadBuildInput(
  env: Readonly<Record<string, string | undefined>>,
  { isDeployed, previous }: { isDeployed: boolean; previous: BuildInput | undefined },
): Promise<BuildInput> {
  const source = openContentSource(env)
  const siteUrl = findSiteUrl(env, { isRequired: isDeployed && source.isHosted })
  const studioUrl = source.studioUrl ?? undefined
  const snapshot = await readFrom(source, client =>
    isDeployed
      ? loadWithLastGood(client, { siteUrl, studioUrl })
      : loadSnapshot(client, previous?.site.snapshot, { studioUrl }),
  )
  const now = env.BUILD_TIME ? Temporal.Instant.from(env.BUILD_TIME) : Temporal.Now.instant()
  const site = siteAt(snapshot, now)
  const listed = findFaults(site, siteUrl).map(describeFault).join('\n')
  if (listed && listed !== printed) {
    console.warn(`The content at ${source.name} can be built, and has to be mended:\n${listed}`)
  }
  printed = listed
  return { site, siteUrl, client: source.client }
}
