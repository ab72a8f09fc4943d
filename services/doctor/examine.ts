import { checks } from './checks.ts'
import type { Facts } from './facts.ts'
import type { Finding } from './finding.ts'
import { learnContent } from './learn-content.ts'
import { learnMachine } from './learn-machine.ts'
import { learnSite } from './learn-site.ts'
import type { DoctorSettings } from './settings.ts'

export interface DoctorOptions {
  settings: DoctorSettings
  /** The root of the repository. */
  root: string
  nodeVersion: string
  now(): Temporal.Instant
}

export interface Examination {
  facts: Facts
  /** By the names of `checks`, in their order. */
  findings: ReadonlyMap<string, Finding>
}

/** Asks all there is to ask, each question for ten seconds at most, and judges it. */
export async function examine(options: DoctorOptions): Promise<Examination> {
  const { settings, now } = options
  const [machine, content, site] = await Promise.all([
    learnMachine(settings, options),
    learnContent(settings),
    learnSite(settings),
  ])
  const facts: Facts = { now: now(), settings, machine, content, site }
  return { facts, findings: new Map(Object.entries(checks).map(([name, check]) => [name, check(facts)])) }
}
