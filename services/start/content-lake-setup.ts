import type { SanityClient } from '@sanity/client'
import { z } from 'zod'

/** By this name the webhook is found again at the next start. */
const name = 'Publish the site'

/** What the publisher looks at, and nothing else: articles are long, and a webhook's body is bounded. */
export const webhookProjection = '{_id, _type, _rev, _updatedAt, "operation": delta::operation()}'

const listed = z.array(
  z.looseObject({ id: z.union([z.string(), z.number()]), name: z.string(), url: z.string().optional() }),
)

/**
 * Has the Content Lake tell the publisher of every publish, unpublish and deletion, over Sanity's own hooks API. One
 * from an earlier start, perhaps on another port, or made by hand, is brought up to date rather than doubled.
 */
export async function registerWebhook(
  client: SanityClient,
  options: {
    projectId: string
    dataset: string
    url: string
    secret: string
    /** Whether other sites may have webhooks in this project: then only one that goes to `url` is ours. */
    isShared?: boolean
  },
): Promise<void> {
  const hooksUrl = `/hooks/projects/${options.projectId}`
  const body = {
    type: 'document',
    name,
    description: 'Made by “npm start” or “npm run doctor”.',
    url: options.url,
    dataset: options.dataset,
    rule: { on: ['create', 'update', 'delete'], filter: null, projection: webhookProjection },
    apiVersion: 'v2025-02-19',
    httpMethod: 'POST',
    includeDrafts: false,
    isDisabledByUser: false,
    secret: options.secret,
  }
  const hooks = listed.parse(await client.request({ url: hooksUrl }))
  const [own, ...doubles] = hooks.filter(
    hook => hook.url === options.url || (!options.isShared && hook.name === name),
  )
  if (own) await client.request({ url: `${hooksUrl}/${own.id}`, method: 'PATCH', body })
  else await client.request({ url: hooksUrl, method: 'POST', body })
  for (const { id } of doubles) await client.request({ url: `${hooksUrl}/${id}`, method: 'DELETE' })
}

/** Makes a link that opens the Studio signed in as the operator of this machine, an administrator; it works once. */
export async function createSignInUrl(client: SanityClient, studioUrl: string): Promise<string> {
  const answer: unknown = await client.request({ url: '/auth/sessions', method: 'POST', body: {} })
  const { sid } = z.object({ sid: z.string() }).parse(answer)
  return `${studioUrl}/#sid=${encodeURIComponent(sid)}`
}
