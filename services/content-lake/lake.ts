import type { Logger } from 'pino'
import type { AssetKeys } from './asset-keys.ts'
import type { Assets } from './assets.ts'
import type { Auth, Identity } from './auth.ts'
import type { Deliveries } from './deliveries.ts'
import type { Groq, QueryContext } from './groq.ts'
import type { History } from './history.ts'
import type { Images } from './images.ts'
import type { ListenHub } from './listen.ts'
import type { OpenConnections } from './open-connections.ts'
import type { People } from './people.ts'
import type { ProtectedFields } from './protected-fields.ts'
import type { Store } from './store.ts'
import type { Webhooks } from './webhooks.ts'

/** The parts of a running Content Lake, as its routes use them. */
export interface Lake {
  projectId: string
  dataset: string
  log: Logger
  now(): Temporal.Instant
  context(identity: Identity): QueryContext
  store: Store
  groq: Groq
  hub: ListenHub
  history: History
  assets: Assets
  assetKeys: AssetKeys
  images: Images
  webhooks: Webhooks
  deliveries: Deliveries
  auth: Auth
  people: People
  connections: OpenConnections
  protectedFields: ProtectedFields
}
