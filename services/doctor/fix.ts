import type { SanityClient } from '@sanity/client'
import { z } from 'zod'
import { registerWebhook } from '#services/start/content-lake-setup.ts'
import { findLastDelivery } from './check-webhook.ts'
import { createManagementClient } from './clients.ts'
import type { Examination } from './examine.ts'
import { isOnStaticHost } from './facts.ts'

/** `--fix` cannot do it, for a reason that the user can mend. */
export class FixError extends Error {
  override readonly name = 'FixError'
  readonly code = 'ERR_FIX'
}

/**
 * Makes or mends the webhook and the Studio's origin where they are at fault, by Sanity's management API.
 * @returns what was done, a sentence each.
 * @throws FixError without a token or a secret.
 */
export async function fix({ facts, findings }: Examination): Promise<string[]> {
  const { settings } = facts
  const isFault = (name: string) => findings.get(name)?.state === 'fault'
  const { projectId, dataset, isHosted, adminToken, webhookSecret, hookUrl, studioUrl, studioOrigin } =
    settings
  if (adminToken === null) {
    throw new FixError(
      isHosted
        ? 'An administrator’s token is needed, in the environment alone: “SANITY_AUTH_TOKEN=… npm run doctor -- --fix”. It is not kept.'
        : 'There is nothing to mend before the first “npm start”.',
    )
  }
  const client = createManagementClient(settings, adminToken)
  const done: string[] = []
  const hasOtherSecret = findLastDelivery(facts)?.resultCode === 401
  // The address of a static host's build hook is known to its operator alone.
  if (!isOnStaticHost(facts) && (isFault('Webhook') || hasOtherSecret)) {
    if (webhookSecret === null) throw new FixError('Set SANITY_WEBHOOK_SECRET first.')
    const webhook = { projectId, dataset, url: hookUrl, secret: webhookSecret, isShared: isHosted }
    await registerWebhook(client, webhook)
    done.push(`The webhook to ${hookUrl} is set up.`)
  }
  if (isFault('CORS origin')) {
    await allowOrigin(client, `/projects/${projectId}/cors`, studioOrigin)
    done.push(`The Studio at ${studioUrl} may use the project’s API.`)
  }
  return done.length > 0 ? done : ['Nothing is wrong that --fix can mend.']
}

const corsOrigins = z.array(z.looseObject({ id: z.union([z.string(), z.number()]), origin: z.string() }))

/** One that is there without credentials is replaced: the API changes none. */
async function allowOrigin(client: SanityClient, url: string, origin: string): Promise<void> {
  const listed = corsOrigins.parse(await client.request({ url }))
  const existing = listed.find(each => each.origin === origin)
  if (existing) await client.request({ url: `${url}/${existing.id}`, method: 'DELETE' })
  const add = (allowCredentials: boolean) =>
    client.request({ url, method: 'POST', body: { origin, allowCredentials } })
  try {
    await add(true)
  } catch (error) {
    if (existing) await add(false)
    throw error
  }
}
