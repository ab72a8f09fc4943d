import type { Logger } from 'pino'
import type { Assets } from './assets/assets.ts'
import type { Images } from './assets/images.ts'
import type { AssetKeys } from './auth/asset-keys.ts'
import type { Auth, Identity } from './auth/auth.ts'
import type { People } from './auth/people.ts'
import type { ProtectedFields } from './auth/protected-fields.ts'
import type { Groq, QueryContext } from './groq/groq.ts'
import type { CorsOrigins } from './http/cors-origins.ts'
import type { ListenHub } from './live/listen.ts'
import type { LiveEvents } from './live/live-events.ts'
import type { OpenConnections } from './live/open-connections.ts'
import type { History } from './store/history.ts'
import type { Store } from './store/store.ts'
import type { Deliveries } from './webhooks/deliveries.ts'
import type { Webhooks } from './webhooks/webhooks.ts'

/** What the routes of a running Content Lake use. */
export interface Lake {
  projectId: string
  dataset: string
  log: Logger
  now(): Temporal.Instant
  context(identity: Identity): QueryContext
  store: Store
  groq: Groq
  hub: ListenHub
  liveEvents: LiveEvents
  history: History
  assets: Assets
  assetKeys: AssetKeys
  images: Images
  webhooks: Webhooks
  deliveries: Deliveries
  corsOrigins: CorsOrigins
  auth: Auth
  people: People
  connections: OpenConnections
  protectedFields: ProtectedFields
}
