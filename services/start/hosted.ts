import { webhookProjection } from './content-lake-setup.ts'
import { type Context, inBackground } from './context.ts'
import { buildFirst, buildStudio, describePreview, listOtherAddresses, openSite } from './site.ts'

/**
 * The content is with Sanity; this machine runs the publisher, and shows the built Studio. Resolves once the site is
 * open; where it was never published before, once all is.
 */
export async function startHosted(context: Context): Promise<void> {
  const { settings, env, report, siteUrl, studioUrl } = context
  if (context.isFirst) await buildFirst(context)
  const secret = env.SANITY_WEBHOOK_SECRET ?? ''
  const site = await openSite(context, {
    SANITY_API_READ_TOKEN: env.SANITY_API_READ_TOKEN ?? '',
    SANITY_WEBHOOK_SECRET: secret,
  })
  if (context.isFirst) return await openRest()
  await context.show([site, ...listOtherAddresses(context)])
  inBackground(context, openRest())

  async function openRest(): Promise<void> {
    await buildStudio(context)
    await context.start({ title: 'The Studio', command: ['services/start/serve-studio.ts'], secrets: {} })
      .ready
    report(
      `For changes to go live at once, give project ${settings.projectId} a webhook (its settings, under API, Webhooks): ` +
        `POST ${siteUrl}/hooks/sanity on create, update and delete, dataset ${settings.dataset}, drafts excluded, projection ` +
        `${webhookProjection}, and SANITY_WEBHOOK_SECRET as its secret. Without it, they are found within a minute. “npm run doctor” checks this, and can make it.`,
    )
    await context.show([
      site,
      {
        name: 'Studio',
        url: `${studioUrl}/`,
        note: `sign in with Sanity; ${new URL(studioUrl).origin} must be among the project’s CORS origins`,
      },
      ...(await describePreview(context, secret)),
      ...listOtherAddresses(context),
    ])
  }
}
