import type { ContentFacts } from './learn-content.ts'
import type { MachineFacts } from './learn-machine.ts'
import type { SiteFacts } from './learn-site.ts'
import type { DoctorSettings } from './settings.ts'

/** All that was learnt. Checks judge it, and ask nothing themselves. */
export interface Facts {
  now: Temporal.Instant
  settings: DoctorSettings
  machine: MachineFacts
  content: ContentFacts
  site: SiteFacts
}

/** Whether “npm start”, or a part of it, runs on this machine. */
export function isRunning({ machine, site }: Facts): boolean {
  return site.health.known || machine.ports.some(({ state }) => state === 'ours')
}

/** Whether patients are served by a static host, which has no publisher. */
export function isOnStaticHost({ settings, site }: Facts): boolean {
  const { health, publicHealth, release } = site
  const hasRelease = release.known && release.value.isRelease
  return settings.isHosted && hasRelease && !health.known && !publicHealth.known
}
