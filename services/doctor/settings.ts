import { parsePublisherSettings } from '#publisher/publisher-settings.ts'
import { isLocalProject } from '#sanity/api-host.ts'
import { loopback } from '#services/shared/loopback.ts'
import { SettingsError } from '#services/shared/parse-settings.ts'
import { parseStartSettings } from '#services/start/settings.ts'

export type DoctorSettings = ReturnType<typeof parseDoctorSettings>

/** In the place of secrets that the first start makes, and of one that a static host does not need. */
const notSet = 'not set, and long enough'

/**
 * All settings of the installation. `adminToken` is an administrator's, for hosted Sanity.
 * @throws SettingsError that lists every fault of every part.
 */
export function parseDoctorSettings(env: NodeJS.ProcessEnv, adminToken: string | null) {
  const completed = {
    ...env,
    SANITY_WEBHOOK_SECRET: env.SANITY_WEBHOOK_SECRET || notSet,
    ...(isLocalProject(env) && { SANITY_API_READ_TOKEN: env.SANITY_API_READ_TOKEN || notSet }),
  }
  const { start, publisher } = parseAll(completed)
  const apiHost = publisher.contentLakeUrl
  if (adminToken !== null && apiHost?.startsWith('http:') && !isOwnMachine(apiHost)) {
    throw new SettingsError([
      'SANITY_API_HOST: an administrator’s token goes over https alone. Sanity’s own hosts need no such setting: take it away',
    ])
  }
  const { projectId, dataset, isHosted, host, sitePort, studioPort, previewPort, dataDir } = start
  const siteUrl = start.siteUrl ?? `http://localhost:${sitePort}`
  const ownPreview = previewPort === null ? null : `http://localhost:${previewPort}`
  const studioUrl = publisher.studioUrls[0] ?? `http://localhost:${studioPort}`
  const writeToken = env.SANITY_API_WRITE_TOKEN || null
  return {
    isHosted,
    projectId,
    dataset,
    /** Where the content is asked for; null for Sanity's own hosts. */
    apiHost,
    readToken: env.SANITY_API_READ_TOKEN || null,
    writeToken,
    /** May manage webhooks and origins; null for none. */
    adminToken: isHosted ? adminToken : writeToken,
    webhookSecret: env.SANITY_WEBHOOK_SECRET || null,
    host,
    ports: { SITE_PORT: sitePort, STUDIO_PORT: studioPort, PREVIEW_PORT: previewPort },
    dataDir,
    siteUrl,
    /** Where the publisher listens on this machine. */
    ownSiteUrl: loopback(host, sitePort),
    ownStudioUrl: loopback(host, studioPort),
    studioUrl,
    /** What its browsers name as theirs. */
    studioOrigin: new URL(studioUrl).origin,
    /** Where staff see drafts; null for nowhere. */
    previewUrl: ownPreview && (start.previewUrl ?? ownPreview),
    ownPreviewUrl: previewPort === null ? null : loopback(host, previewPort),
    /** Where webhooks go, when a publisher serves the site. */
    hookUrl: `${isHosted ? siteUrl : loopback(host, sitePort)}/hooks/sanity`,
  }
}

function parseAll(env: NodeJS.ProcessEnv) {
  const faults = new Set<string>()
  const collect = <Settings>(parse: () => Settings): Settings | null => {
    try {
      return parse()
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error
      // The first to name a variable says what is wrong with it.
      for (const each of error.faults)
        if (![...faults].some(known => known.split(':')[0] === each.split(':')[0])) faults.add(each)
      return null
    }
  }
  const start = collect(() => parseStartSettings(env))
  const publisher = collect(() => parsePublisherSettings(env))
  if (start && publisher) return { start, publisher }
  throw new SettingsError([...faults])
}

/** Whether an address is reached from its own machine alone. */
export function isOwnMachine(url: string): boolean {
  const { hostname } = new URL(url)
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)
}
