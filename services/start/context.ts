import { join } from 'node:path'
import { findLiveName } from '#publisher/releases/read-release.ts'
import { type BuildName, buildIfStale } from './builds.ts'
import { lastWordsLevel, type Part, type PartOptions, parseLogLine, startPart } from './part.ts'
import { settlePorts } from './ports.ts'
import type { StartSettings } from './settings.ts'
import type { ServerAddress } from './show-addresses.ts'

export type StartOptions = {
  env: NodeJS.ProcessEnv
  now(): Temporal.Instant
  /** The root of the repository. */
  root: string
  /** Ends a start that is under way. */
  signal: AbortSignal
  /** Takes each line that a person should see. */
  report(line: string): void
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
  studioUrl: string
  /** Where staff see drafts; null for nowhere. */
  previewUrl: string | null
  /** For every part: all that was set and settled, without a secret. */
  partEnv: NodeJS.ProcessEnv
  start(
    part: Pick<PartOptions, 'title' | 'longestWaitMs' | 'onReady'> & {
      file: string
      secrets: Record<string, string>
    },
  ): Part
  build(name: BuildName): Promise<void>
}

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
  const mayWait = (name: string) => !isFirst && name !== 'SITE_PORT'
  const ports =
    previewPort === null
      ? { ...(await settlePorts(host, wanted, mayWait)), PREVIEW_PORT: null }
      : await settlePorts(host, { ...wanted, PREVIEW_PORT: previewPort }, mayWait)
  const siteUrl = settings.siteUrl ?? `http://localhost:${ports.SITE_PORT}`
  const ownStudio = `http://localhost:${ports.STUDIO_PORT}`
  const studioUrl = settings.isHosted ? ownStudio : (settings.contentLakeUrl ?? ownStudio)
  const ownPreview = ports.PREVIEW_PORT === null ? null : `http://localhost:${ports.PREVIEW_PORT}`
  const previewUrl = ownPreview && (settings.previewUrl ?? ownPreview)
  const open = Object.entries(env).filter(([name]) => !secretNames.includes(name))
  const partEnv = {
    ...Object.fromEntries(open),
    HOST: host,
    STUDIO_PORT: String(ports.STUDIO_PORT),
    SITE_PORT: String(ports.SITE_PORT),
    PREVIEW_PORT: String(ports.PREVIEW_PORT ?? 'off'),
    DATA_DIR: dataDir,
    SITE_URL: siteUrl,
    PREVIEW_URL: previewUrl ?? '',
    SANITY_STUDIO_PROJECT_ID: projectId,
    SANITY_STUDIO_DATASET: dataset,
    // glibc keeps memory for each thread that ever asked: compressing on many doubles what the publisher takes.
    MALLOC_ARENA_MAX: env.MALLOC_ARENA_MAX || '2',
    // A part compiles for half of its first second; from the second start on, it finds that done.
    NODE_COMPILE_CACHE: env.NODE_COMPILE_CACHE || join(root, '.build', 'compile-cache'),
    // The Content Lake on this machine tells the Studio in its page where the servers are; a hosted Studio has it built in.
    ...(settings.isHosted
      ? {
          STUDIO_URL: env.STUDIO_URL || studioUrl,
          SANITY_STUDIO_SITE_URL: siteUrl,
          SANITY_STUDIO_PREVIEW_URL: previewUrl ?? '',
        }
      : { CONTENT_LAKE_URL: studioUrl }),
  }
  return {
    ...options,
    show: addresses => options.show(addresses, dataDir),
    settings,
    isFirst,
    ports,
    siteUrl,
    studioUrl,
    previewUrl,
    partEnv,
    start({ file, secrets, ...part }) {
      signal.throwIfAborted()
      const started = startPart({
        ...part,
        command: [file],
        root,
        env: { ...partEnv, ...secrets },
        isPatient: !isFirst,
        onLine: line => showLine(part.title, line, report),
        report,
      })
      onStarted(started)
      return started
    },
    build: name => buildIfStale(name, { root, env: partEnv, signal, report }),
  }
}

/** Where a part that listens on `host` is reached from this machine. */
export function loopback(host: string, port: number): string {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`
  if (host === '::') return `http://[::1]:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Goes on with what nobody waits for; that it ends with the start is no fault. */
export function inBackground({ signal, report }: Context, work: Promise<void>): void {
  work.catch((error: unknown) => {
    if (!signal.aborted) report(error instanceof Error ? (error.stack ?? error.message) : String(error))
  })
}

/** Shows what a person wants to know: warnings of every part, and the publisher's releases. */
function showLine(title: string, line: string, report: (line: string) => void): void {
  const entry = parseLogLine(line)
  // The last words of a part are reported with its end.
  const isNews =
    entry === null || (entry.level >= (title === 'The publisher' ? 30 : 40) && entry.level < lastWordsLevel)
  if (isNews) report(entry?.message ?? line)
}
