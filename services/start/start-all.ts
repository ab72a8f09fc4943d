import { createClient, type SanityClient } from '@sanity/client'
import { createEntryLink } from '../publisher/preview/entry-link.ts'
import { type BuildName, buildIfStale } from './builds.ts'
import { createSignInUrl, registerWebhook, webhookProjection } from './content-lake-setup.ts'
import { openDataFolder } from './data-folder.ts'
import { loadFirstContent } from './first-content.ts'
import { waitForRelease } from './first-release.ts'
import { type Part, parseLogLine, startPart } from './part.ts'
import { settlePorts } from './ports.ts'
import { loadSecrets } from './secrets.ts'
import { parseStartSettings, type StartSettings } from './settings.ts'
import { type Door, removeLinks } from './show-doors.ts'
import { StartError } from './start-error.ts'

export type StartOptions = {
  env: NodeJS.ProcessEnv
  now(): Temporal.Instant
  /** The root of the repository. */
  root: string
  /** Ends a start that is under way. */
  signal: AbortSignal
  /** Takes each line that a person should see. */
  report(line: string): void
  /** Called when a part cannot be kept running. Everything has been stopped then. */
  onGivenUp(error: Error): void
}

/** The running system. */
export type System = AsyncDisposable & { doors: Door[]; dataDir: string; stop(): Promise<void> }

type Context = StartOptions & {
  settings: StartSettings
  /** Settled: none is 0. Null for a door that is not wanted. */
  ports: { STUDIO_PORT: number; SITE_PORT: number; PREVIEW_PORT: number | null }
  siteUrl: string
  studioUrl: string
  /** Where staff see drafts; null for nowhere. */
  previewUrl: string | null
  /** For every part: all that was set and settled, without a secret. */
  partEnv: NodeJS.ProcessEnv
  start(title: string, command: string, secrets: Record<string, string>): Promise<void>
  build(name: BuildName): Promise<void>
}

const secretNames = ['SANITY_API_WRITE_TOKEN', 'SANITY_API_READ_TOKEN', 'SANITY_WEBHOOK_SECRET']

/**
 * Composes the parts: Content Lake with Studio, and publisher with site. Resolves once the doors are open.
 * @throws StartError or SettingsError that says what to do. What was started by then has been stopped.
 */
export async function startAll(options: StartOptions): Promise<System> {
  const settings = parseStartSettings(options.env)
  const lock = await openDataFolder(settings.dataDir)
  const parts: Part[] = []
  const stopping = new AbortController()

  async function stop(): Promise<void> {
    stopping.abort(new StartError('It was stopped before it had started.'))
    await Promise.all(parts.map(part => part.stop()))
    await removeLinks(settings.dataDir)
    lock.release()
  }

  try {
    const signal = AbortSignal.any([options.signal, stopping.signal])
    const context = await createContext({ ...options, signal }, settings, part => parts.push(part))
    context.onGivenUp = error => void stop().then(() => options.onGivenUp(error))
    const doors = settings.isHosted ? await startHosted(context) : await startLocal(context)
    return { doors, dataDir: settings.dataDir, stop, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await stop()
    throw options.signal.aborted ? options.signal.reason : error
  }
}

async function createContext(
  options: StartOptions,
  settings: StartSettings,
  onStarted: (part: Part) => void,
): Promise<Context> {
  const { env, root, signal, report } = options
  const { host, studioPort, sitePort, previewPort, dataDir, projectId, dataset } = settings
  const wanted = { STUDIO_PORT: studioPort, SITE_PORT: sitePort }
  const ports =
    previewPort === null
      ? { ...(await settlePorts(host, wanted)), PREVIEW_PORT: null }
      : await settlePorts(host, { ...wanted, PREVIEW_PORT: previewPort })
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
    // The Content Lake on this machine tells the Studio in its page where the doors are; a hosted Studio has it built in.
    ...(settings.isHosted
      ? {
          STUDIO_URL: env.STUDIO_URL || studioUrl,
          SANITY_STUDIO_SITE_URL: siteUrl,
          SANITY_STUDIO_PREVIEW_URL: previewUrl ?? '',
        }
      : { CONTENT_LAKE_URL: studioUrl }),
  }
  const context: Context = {
    ...options,
    settings,
    ports,
    siteUrl,
    studioUrl,
    previewUrl,
    partEnv,
    async start(title, command, secrets) {
      signal.throwIfAborted()
      const onLine = (line: string) => showLine(title, line, report)
      const onGivenUp = (error: Error) => context.onGivenUp(error)
      const part = startPart({
        title,
        command: [command],
        root,
        env: { ...partEnv, ...secrets },
        onLine,
        report,
        onGivenUp,
      })
      onStarted(part)
      await part.ready
    },
    build: name => buildIfStale(name, { root, env: partEnv, signal, report }),
  }
  return context
}

/** Everything on this machine: no account, no network. */
async function startLocal(context: Context): Promise<Door[]> {
  const { settings, env, root, signal, report, studioUrl } = context
  const { dataDir, projectId, dataset } = settings
  const secrets = await loadSecrets(dataDir, env)
  const { SANITY_API_WRITE_TOKEN: token, SANITY_API_READ_TOKEN, SANITY_WEBHOOK_SECRET } = secrets

  async function fillContentLake(): Promise<SanityClient> {
    report('Starting the Content Lake')
    await context.start('The Content Lake', 'services/content-lake/main.ts', {
      SANITY_API_WRITE_TOKEN: token,
      SANITY_API_READ_TOKEN,
    })
    const client = createClient({
      projectId,
      dataset,
      token,
      apiVersion: '2025-02-19',
      apiHost: studioUrl,
      useProjectHostname: false,
      useCdn: false,
    })
    await loadFirstContent({ client, dataset, projectId, dataDir, root, signal, report })
    const url = `${loopback(settings.host, context.ports.SITE_PORT)}/hooks/sanity`
    await registerWebhook(client, { projectId, dataset, url, secret: SANITY_WEBHOOK_SECRET })
    return client
  }

  const studio = context.build('studio')
  const [client] = await allOrFirstFault([fillContentLake(), context.build('renderer')], [studio])
  const site = await openSite(context, { SANITY_API_READ_TOKEN, SANITY_WEBHOOK_SECRET })
  await studio
  const signIn = await createSignInUrl(client, studioUrl)
  return [
    site,
    { name: 'Studio', url: `${studioUrl}/`, link: signIn, note: 'signs you in; works once, for a day' },
    ...(await previewDoor(context, SANITY_WEBHOOK_SECRET)),
    ...otherDoors(context),
  ]
}

/** The content is with Sanity; this machine runs the publisher, and shows the built Studio. */
async function startHosted(context: Context): Promise<Door[]> {
  const { settings, env, report, siteUrl, studioUrl } = context
  const studio = context.build('studio')
  await allOrFirstFault([context.build('renderer')], [studio])
  const site = await openSite(context, {
    SANITY_API_READ_TOKEN: env.SANITY_API_READ_TOKEN ?? '',
    SANITY_WEBHOOK_SECRET: env.SANITY_WEBHOOK_SECRET ?? '',
  })
  await studio
  await context.start('The Studio', 'services/start/serve-studio.ts', {})
  report(
    `For changes to go live at once, give project ${settings.projectId} a webhook (its settings, under API, Webhooks): ` +
      `POST ${siteUrl}/hooks/sanity on create, update and delete, dataset ${settings.dataset}, drafts excluded, projection ` +
      `${webhookProjection}, and SANITY_WEBHOOK_SECRET as its secret. Without it, they are found within a minute.`,
  )
  return [
    site,
    {
      name: 'Studio',
      url: `${studioUrl}/`,
      note: `sign in with Sanity; ${studioUrl} must be among the project’s CORS origins`,
    },
    ...(await previewDoor(context, env.SANITY_WEBHOOK_SECRET ?? '')),
    ...otherDoors(context),
  ]
}

async function openSite(context: Context, secrets: Record<string, string>): Promise<Door> {
  const { settings, ports, report, signal, siteUrl } = context
  report('Publishing the site')
  await context.start('The publisher', 'services/publisher/main.ts', secrets)
  const { failure } = await waitForRelease(loopback(settings.host, ports.SITE_PORT), signal)
  if (failure) report(`The site could not be published: ${failure}`)
  return {
    name: 'Site',
    url: `${siteUrl}/`,
    note: failure ? 'not up to date: see above' : 'what patients see',
  }
}

/** The door to drafts, with a link that lets staff in; none where the publisher opened none. */
async function previewDoor({ settings, ports, previewUrl, now }: Context, secret: string): Promise<Door[]> {
  if (previewUrl === null || ports.PREVIEW_PORT === null) return []
  const isOpen = await fetch(loopback(settings.host, ports.PREVIEW_PORT), { method: 'HEAD' }).then(
    () => true,
    () => false,
  )
  if (!isOpen) return []
  const link = createEntryLink(previewUrl, secret, now())
  const note = 'drafts as patients would see them; good for a day'
  return [{ name: 'Preview', url: `${previewUrl}/`, link, note }]
}

function otherDoors({ siteUrl }: Context): Door[] {
  return [
    { name: 'Release', url: `${siteUrl}/release.json`, note: 'what is live' },
    { name: 'Health', url: `${siteUrl}/healthz`, note: 'how publishing stands' },
  ]
}

/** Where a part that listens on `host` is reached from this machine. */
function loopback(host: string, port: number): string {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`
  if (host === '::') return `http://[::1]:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Waits for all of `needed`, but no longer than until anything fails, `background` included. */
async function allOrFirstFault<Needed extends readonly Promise<unknown>[]>(
  needed: readonly [...Needed],
  background: readonly Promise<unknown>[],
) {
  const fault = Promise.withResolvers<never>()
  for (const each of background) each.catch(fault.reject)
  return await Promise.race([Promise.all(needed), fault.promise])
}

/** Shows what a person wants to know: warnings of every part, and the publisher's releases. */
function showLine(title: string, line: string, report: (line: string) => void): void {
  const entry = parseLogLine(line)
  const isNews = entry === null || entry.level >= (title === 'The publisher' ? 30 : 40)
  if (isNews) report(entry?.message ?? line)
}
