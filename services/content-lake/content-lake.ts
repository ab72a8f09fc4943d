import { once } from 'node:events'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { StudioHandler } from '#services/shared/studio-handler.ts'
import { localSources } from '#services/shared/studio-policy.ts'
import { findAssetPlace } from './assets/asset-names.ts'
import { Assets } from './assets/assets.ts'
import { Images } from './assets/images.ts'
import { ResizedCopies } from './assets/resized-copies.ts'
import { AssetKeys } from './auth/asset-keys.ts'
import { Auth, type Secrets } from './auth/auth.ts'
import { People } from './auth/people.ts'
import type { ProtectedFields } from './auth/protected-fields.ts'
import { LakeError } from './errors.ts'
import { Groq } from './groq/groq.ts'
import { toAllowedOrigins } from './http/allowed-origins.ts'
import { CorsOrigins } from './http/cors-origins.ts'
import { createWorkQueue } from './http/work-queue.ts'
import type { Lake } from './lake.ts'
import { createLakeServer } from './lake-server.ts'
import { ListenHub } from './live/listen.ts'
import { LiveEvents } from './live/live-events.ts'
import { OpenConnections } from './live/open-connections.ts'
import { Presence } from './live/presence.ts'
import { accountRoutes } from './routes/account.ts'
import { assetRoutes, uploadRoutes } from './routes/assets.ts'
import { backupRoutes } from './routes/backup.ts'
import { corsRoutes } from './routes/cors.ts'
import { historyRoutes } from './routes/history.ts'
import { listenRoutes } from './routes/listen.ts'
import { mutateRoutes } from './routes/mutate.ts'
import { peopleRoutes } from './routes/people.ts'
import { projectRoutes } from './routes/project.ts'
import { purgeRoutes } from './routes/purge.ts'
import { queryRoutes } from './routes/query.ts'
import { hookRoutes } from './routes/webhooks.ts'
import { History } from './store/history.ts'
import { type Commit, Store } from './store/store.ts'
import { Deliveries } from './webhooks/deliveries.ts'
import { Webhooks } from './webhooks/webhooks.ts'

export interface ContentLakeOptions {
  /** 0 takes any free port. */
  port: number
  host: string
  /** Holds the database and the assets. */
  dataDir: string
  projectId: string
  dataset: string
  /** Origin of the public site. */
  siteUrl: string
  /** Origin of the preview of drafts; none by default. */
  previewUrl?: string | undefined
  /** Where browsers reach the Studio, and at its origin this server; `http://localhost:<port>` by default. */
  studioUrl?: string | undefined
  /** More origins whose pages may use the API. */
  allowedOrigins?: readonly string[]
  secrets: Secrets
  /** The folder of the built Studio. */
  studioDir: string
  /** Fields that only administrators may change; none by default. */
  protectedFields?: ProtectedFields
  log: Logger
  now(): Temporal.Instant
  /** Limit in bytes of all uploaded pictures and files together; 20 GB by default. */
  uploadQuotaBytes?: number
  /** Limit in bytes of resized copies, which are made again on request; 500 MB by default. */
  resizedQuotaBytes?: number
  /** Waits between a webhook's attempts, in ms. */
  retryDelaysMs?: readonly number[]
  /** How long a stream may outlive an expired session, in ms. */
  sessionCheckMs?: number
}

export interface ContentLake extends AsyncDisposable {
  /** The origin it answers at on this machine. */
  url: string
  close(): Promise<void>
}

/**
 * Opens the data folder and serves Sanity's HTTP API. Throws if the folder cannot be used or the port is taken, with a
 * message that says what to do.
 */
export async function startContentLake(options: ContentLakeOptions): Promise<ContentLake> {
  const { log, now, projectId, dataset, dataDir } = options
  const store = new Store(dataDir, log)
  const studio = options.studioUrl ? new URL(options.studioUrl) : null
  let publicUrl = studio?.origin ?? ''
  const context: Lake['context'] = identity => ({ now: now(), identity: identity.userId, projectId, dataset })
  const system = () => context({ userId: 'system', name: 'Content Lake', role: 'administrator' })

  const groq = new Groq(expression => store.searchTexts(expression))
  const auth = new Auth(store.database, options.secrets)
  const place = `${projectId}/${dataset}`
  const assetKeys = new AssetKeys(store.database, place, publicUrl.startsWith('https:'))
  const imageWork = createWorkQueue({ atOnce: 2, waiting: 200, refusal: tooManyImages })
  const assets = new Assets({
    folder: join(dataDir, 'assets'),
    store,
    place,
    baseUrl: () => publicUrl,
    quotaBytes: options.uploadQuotaBytes ?? 20_000_000_000,
    imageWork,
  })
  const copies = new ResizedCopies(join(dataDir, 'resized'), options.resizedQuotaBytes ?? 500_000_000)
  const images = new Images(copies, imageWork, log)
  const history = new History(store.database, store.index)
  const hub = new ListenHub(groq, store.index, history, system)
  const liveEvents = new LiveEvents()
  const people = new People(store.database)
  const connections = new OpenConnections(auth, now, options.sessionCheckMs ?? 15_000, log)
  const presence = new Presence(auth, now, connections, log)
  const webhooks = new Webhooks(store.database, projectId)
  const deliveries = new Deliveries({
    database: store.database,
    index: store.index,
    history,
    webhooks,
    context: system,
    log,
    ...(options.retryDelaysMs && { retryDelaysMs: options.retryDelaysMs }),
  })
  const corsOrigins = new CorsOrigins(store.database, [
    ...(studio ? [studio.origin] : []),
    options.siteUrl,
    ...(options.allowedOrigins ?? []),
  ])
  store.observe({ onCommitted: commit => hub.announce(commit) })
  store.observe({ onCommitted: commit => liveEvents.announce(commit) })
  store.observe({
    onCommitting: commit => deliveries.enqueue(commit),
    onCommitted: () => deliveries.wake(),
  })
  store.observe({ onCommitted: commit => removeBytes(commit) })
  /** Deleting an asset's document deletes its bytes. */
  function removeBytes({ changes }: Commit): void {
    for (const { documentId, transition } of changes) {
      const original = transition === 'disappear' ? findAssetPlace(documentId) : null
      if (original === null) continue
      assets.remove(original.kind, original.name)
      images.removeCopiesOf(original.name)
    }
  }
  const lake: Lake = {
    projectId,
    dataset,
    log,
    now,
    context,
    store,
    groq,
    hub,
    liveEvents,
    history,
    assets,
    assetKeys,
    images,
    webhooks,
    deliveries,
    corsOrigins,
    auth,
    people,
    connections,
    protectedFields: options.protectedFields ?? {},
  }

  const { server, close: closeServer } = createLakeServer({
    lake,
    auth,
    presence,
    studio: new StudioHandler(
      options.studioDir,
      {
        siteUrl: options.siteUrl,
        previewUrl: options.previewUrl ?? null,
        basePath: studio?.pathname ?? '/',
      },
      localSources(projectId),
    ),
    allowed: toAllowedOrigins(options.host, projectId, studio?.origin, corsOrigins),
    apiRoutes: [
      ...queryRoutes(lake),
      ...mutateRoutes(lake),
      ...listenRoutes(lake),
      ...historyRoutes(lake),
      ...uploadRoutes(lake),
      ...purgeRoutes(lake),
      ...backupRoutes(lake, dataDir),
      ...accountRoutes(lake),
      ...peopleRoutes(lake),
      ...hookRoutes(lake),
      ...corsRoutes(lake),
      ...projectRoutes(lake),
    ],
    plainRoutes: assetRoutes(lake),
  })

  const close = async () => {
    hub.close()
    liveEvents.close()
    presence.close()
    connections.close()
    await closeServer()
    await deliveries.close()
    store.close()
  }

  try {
    server.listen(options.port, options.host)
    await once(server, 'listening')
  } catch (error) {
    await close()
    throw portError(error, options)
  }
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  const url = `http://localhost:${port}`
  publicUrl ||= url
  store.load(doc => assets.withCurrentUrl(doc))
  deliveries.wake()
  return { url, close, [Symbol.asyncDispose]: close }
}

function tooManyImages(): LakeError {
  return new LakeError(503, 'busy', 'Too many pictures are being made. Try again in a moment.')
}

function portError(error: unknown, { host, port }: ContentLakeOptions): unknown {
  const code = error instanceof Error ? Reflect.get(error, 'code') : undefined
  if (code !== 'EADDRINUSE') return error
  return new Error(
    `Port ${port} of ${host} is taken: another program is listening there. Stop it, or set STUDIO_PORT to another port (0 takes any).`,
    { cause: error },
  )
}
