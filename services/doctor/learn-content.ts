import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import { createManagementClient, createProjectClient } from './clients.ts'
import { ask, type Learnt, learn } from './learnt.ts'
import type { DoctorSettings } from './settings.ts'

export interface ContentFacts {
  /** The Content Lake's clock. */
  clock: Learnt<Temporal.Instant>
  /** Whether the Studio's pages may use the API; 404 for a project that there is not. */
  cors: Learnt<{ allowed: boolean; withCredentials: boolean }>
  datasets: Learnt<Dataset[]>
  /** Whether the read token may read the dataset. */
  reading: Learnt<unknown>
  /** Whether the read token may write as well. */
  readerWriting: Learnt<unknown>
  /** Whether the write token may write; null without one. */
  writing: Learnt<unknown> | null
  hooks: Learnt<Hook[]>
  /** The latest first, of the webhook that goes to our address. */
  deliveries: Learnt<Delivery[]>
}

const datasets = z.array(z.looseObject({ name: z.string(), aclMode: z.string().optional() }))
const cors = z.object({ result: z.object({ allowed: z.boolean(), withCredentials: z.boolean() }) })

const hooks = z.array(
  z.looseObject({
    id: z.union([z.string(), z.number()]),
    name: z.string(),
    url: z.string(),
    dataset: z.string(),
    httpMethod: z.string().default('POST'),
    includeDrafts: z.boolean().default(false),
    isDisabledByUser: z.boolean().default(false),
    /** Set by Sanity after too many failures. */
    isDisabled: z.boolean().default(false),
    updatedAt: z.string().nullish(),
    rule: z.looseObject({
      on: z.array(z.string()).default([]),
      filter: z.string().nullish(),
      projection: z.string().nullish(),
    }),
  }),
)

const deliveries = z.array(
  z.looseObject({
    createdAt: z.string(),
    inProgress: z.boolean(),
    isFailure: z.boolean().default(false),
    failureReason: z.string().nullish(),
    resultCode: z.number().nullish(),
  }),
)

export type Dataset = z.output<typeof datasets>[number]
export type Hook = z.output<typeof hooks>[number]
export type Delivery = z.output<typeof deliveries>[number]

/** What the Content Lake, hosted or here, says of our project and of our tokens. */
export async function learnContent(settings: DoctorSettings): Promise<ContentFacts> {
  const { projectId, studioOrigin, readToken, writeToken, adminToken } = settings
  const reader = createProjectClient(settings, readToken)
  const manager = createManagementClient(settings, adminToken ?? readToken)
  const [clock, corsAnswer, datasetList, reading, readerWriting, writing, hookList] = await Promise.all([
    learn(() => readClock(reader)),
    learn(async () => {
      const answer: unknown = await reader.request({ url: '/check/cors', headers: { Origin: studioOrigin } })
      return cors.parse(answer).result
    }),
    learn(async () => datasets.parse(await reader.datasets.list())),
    learn(() => reader.fetch('*[0...1]{_id}')),
    learn(() => tryWriting(reader)),
    writeToken === null ? null : learn(() => tryWriting(createProjectClient(settings, writeToken))),
    learn(async () => hooks.parse(await manager.request({ url: `/hooks/projects/${projectId}` }))),
  ])
  return {
    clock,
    cors: corsAnswer,
    datasets: datasetList,
    reading,
    readerWriting,
    writing,
    hooks: hookList,
    deliveries: await learnDeliveries(manager, hookList, settings),
  }
}

/** Our webhook: the one that posts to the publisher's address. */
export function findOwnHook(list: readonly Hook[], { hookUrl }: DoctorSettings): Hook | null {
  return list.find(({ url }) => url === hookUrl) ?? null
}

async function readClock(client: SanityClient): Promise<Temporal.Instant> {
  const { headers } = await ask(client.getUrl('/ping'))
  const date = new Date(headers.get('date') ?? '')
  return Temporal.Instant.fromEpochMilliseconds(date.getTime())
}

/** As if a document was written: nothing is. */
async function tryWriting(client: SanityClient): Promise<unknown> {
  const document = { _id: 'doctor-writes-nothing', _type: 'redirect' }
  return await client.mutate([{ createIfNotExists: document }], { dryRun: true })
}

async function learnDeliveries(
  manager: SanityClient,
  list: Learnt<Hook[]>,
  settings: DoctorSettings,
): Promise<Learnt<Delivery[]>> {
  const own = list.known ? findOwnHook(list.value, settings) : null
  if (!own) return { known: false, why: 'there is no webhook of ours', status: null }
  const url = `/hooks/projects/${settings.projectId}/${own.id}/attempts`
  return await learn(async () =>
    deliveries
      .parse(await manager.request({ url }))
      .toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt)),
  )
}
