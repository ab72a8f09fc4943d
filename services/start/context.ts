import { join } from 'node:path'
import { findLiveName } from '#publisher/releases/read-release.ts'
import { loopback } from '#services/shared/loopback.ts'
import { type BuildName, buildIfStale, isFresh } from './builds.ts'
import { allocatorSettings } from './memory.ts'
import type { Output } from './output.ts'
import { type Part, type PartOptions, startPart } from './part.ts'
import { settlePorts } from './ports.ts'
import type { StartSettings } from './settings.ts'
import type { ServerAddress } from './show-addresses.ts'

export type StartOptions = Output & {
  env: NodeJS.ProcessEnv
  now(): Temporal.Instant
  /** The root of the repository. */
  root: string
  /** Whether a first start loads no sample. */
  isEmpty?: boolean
  /** The descriptor of the site's port, where somebody else holds it; null: the publisher opens it. */
  siteSocket: number | null
  /** Ends a start that is under way. */
  signal: AbortSignal
  /** Takes what is open, and the data folder: once the site is open, and again once all is. */
  show(addresses: readonly ServerAddress[], dataDir: string): Promise<void>
}

/** What the parts of one start share. */
export type Context = Omit<StartOptions, 'show'> & {
  show(addresses: readonly ServerAddress[]): Promise<void>
  settings: StartSettings
  /** Whether there is nothing to show yet: then a part that cannot start ends the start, and a person sees to it. */
  isFirst: boolean
  /** Settled: none is 0. Null for a server that is turned off. */
  ports: { STUDIO_PORT: number; SITE_PORT: number; PREVIEW_PORT: number | null }
  siteUrl: string
  /** Where staff open the Studio. */
  studioUrl: string
  /** Where the parts reach the Content Lake of this machine, whatever becomes of proxies and names. */
  lakeUrl: string
  /** Where staff see drafts; null for nowhere. */
  previewUrl: string | null
  /** For every part: all that was set and settled, without a secret. */
  partEnv: NodeJS.ProcessEnv
  start(
    part: Pick<PartOptions, 'title' | 'command' | 'longestWaitMs' | 'onReady' | 'goAhead' | 'socket'> & {
      secrets: Record<string, string>
    },
  ): Part
  build(name: BuildName): Promise<void>
  /** Whether a build is of the code that is there now. */
  isBuilt(name: BuildName): Promise<boolean>
}

/** What systemd tells this process alone, and what it tells the publisher. */
const socketNames = ['LISTEN_FDS', 'LISTEN_PID', 'LISTEN_FDNAMES', 'SITE_SOCKET']

const secretNames = [
  'SANITY_API_WRITE_TOKEN',
  'SANITY_API_READ_TOKEN',
  'SANITY_WEBHOOK_SECRET',
  'METRICS_TOKEN',
]

/** `onStarted` takes each part, which must be stopped in the end. */
export async function createContext(
  options: StartOptions,
  settings: StartSettings,
  onStarted: (part: Part) => void,
): Promise<Context> {
  const { env, root, signal, report } = options
  const { host, studioPort, sitePort, previewPort, dataDir, projectId, dataset } = settings
  // With a release, the publisher can serve while nothing else runs.
  const isFirst = (await findLiveName(join(dataDir, 'publisher'))) === null
  const wanted = { STUDIO_PORT: studioPort, SITE_PORT: sitePort }
  const mayWait = (name: string) => (name === 'SITE_PORT' ? options.siteSocket !== null : !isFirst)
  const ports =
    previewPort === null
      ? { ...(await settlePorts(host, wanted, mayWait)), PREVIEW_PORT: null }
      : await settlePorts(host, { ...wanted, PREVIEW_PORT: previewPort }, mayWait)
  const siteUrl = settings.siteUrl ?? `http://localhost:${ports.SITE_PORT}`
  const ownStudio = `http://localhost:${ports.STUDIO_PORT}`
  const studioUrl = settings.studioUrl ?? ownStudio
  const lakeUrl = loopback(host, ports.STUDIO_PORT)
  const ownPreview = ports.PREVIEW_PORT === null ? null : `http://localhost:${ports.PREVIEW_PORT}`
  const previewUrl = ownPreview && (settings.previewUrl ?? ownPreview)
  const open = Object.entries(env).filter(([name]) => ![...secretNames, ...socketNames].includes(name))
  const partEnv = {
    ...allocatorSettings,
    ...Object.fromEntries(open),
    HOST: host,
    STUDIO_PORT: String(ports.STUDIO_PORT),
    SITE_PORT: String(ports.SITE_PORT),
    PREVIEW_PORT: String(ports.PREVIEW_PORT ?? 'off'),
    DATA_DIR: dataDir,
    SITE_URL: siteUrl,
    STUDIO_URL: studioUrl,
    PREVIEW_URL: previewUrl ?? '',
    SANITY_STUDIO_PROJECT_ID: projectId,
    SANITY_STUDIO_DATASET: dataset,
    ...(settings.isHosted
      ? settings.apiHost && { SANITY_STUDIO_API_HOST: settings.apiHost }
      : { CONTENT_LAKE_URL: lakeUrl }),
  }
  return {
    ...options,
    show: addresses => options.show(addresses, dataDir),
    settings,
    isFirst,
    ports,
    siteUrl,
    studioUrl,
    lakeUrl,
    previewUrl,
    partEnv,
    start({ secrets, ...part }) {
      signal.throwIfAborted()
      const started = startPart({
        ...part,
        root,
        env: { ...partEnv, ...secrets },
        isPatient: !isFirst,
        onLine: line => options.pass(part.title, line),
        report,
      })
      onStarted(started)
      return started
    },
    build: name => buildIfStale(name, { root, env: partEnv, signal, report }),
    isBuilt: name => isFresh(name, { root, env: partEnv }),
  }
}

/** Goes on with what nobody waits for; that it ends with the start is no fault. */
export function inBackground({ signal, report }: Context, work: Promise<void>): void {
  work.catch((error: unknown) => {
    if (!signal.aborted) report(error instanceof Error ? (error.stack ?? error.message) : String(error))
  })
}
