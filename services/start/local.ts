import { parseLakeSettings } from '#content-lake/lake-settings.ts'
import { createApiClient } from '#sanity/api-client.ts'
import { loopback } from '#services/shared/loopback.ts'
import { createSignInUrl, registerWebhook } from './content-lake-setup.ts'
import { type Context, inBackground } from './context.ts'
import { loadFirstContent } from './first-content.ts'
import { loadSecrets, type Secrets } from './secrets.ts'
import type { ServerAddress } from './show-addresses.ts'
import { buildFirst, buildStudio, describePreview, listOtherAddresses, openSite } from './site.ts'
import { StartError } from './start-error.ts'
import { untilDone } from './until-done.ts'

/** Waits before the Content Lake is set up again, in milliseconds; the last one repeats. */
const setUpDelaysMs = [1000, 2000, 5000, 10_000, 30_000]

/**
 * Everything on this machine: no account, no network. Resolves once the site is open; where it was never published
 * before, once all is.
 */
export async function startLocal(context: Context): Promise<void> {
  const { settings, report } = context
  const secrets = await loadSecrets(settings.dataDir, context.env)
  checkLakeSettings(context, secrets)
  if (context.isFirst) await buildFirst(context)
  report('Starting the Content Lake')
  if (context.isFirst) {
    const lake = startLake(context, secrets)
    await lake.ready
    await lake.setUp()
    const site = await openSite(context, secrets)
    return await context.show([site, ...(await describeStudioAndPreview(context, secrets, lake))])
  }
  // Neither waits for the other: patients are answered whatever becomes of the Content Lake.
  const lake = startLake(context, secrets)
  const site = await openSite(context, secrets)
  await context.show([site, ...listOtherAddresses(context)])
  inBackground(context, openRest(context, secrets, lake, site))
}

type Lake = ReturnType<typeof startLake>

function startLake(context: Context, { SANITY_API_WRITE_TOKEN, SANITY_API_READ_TOKEN, ...rest }: Secrets) {
  const { settings, isEmpty = false, now, signal, report } = context
  const { projectId, dataset, dataDir, host } = settings
  const client = createApiClient(context.lakeUrl, { projectId, dataset, token: SANITY_API_WRITE_TOKEN })

  /** Loads the sample if there never was any content, and has the publisher notified of changes. */
  async function setUp(): Promise<void> {
    await loadFirstContent({ client, dataset, projectId, dataDir, isEmpty, now: now(), signal, report })
    const url = `${loopback(host, context.ports.SITE_PORT)}/hooks/sanity`
    await registerWebhook(client, { projectId, dataset, url, secret: rest.SANITY_WEBHOOK_SECRET })
  }

  const { ready } = context.start({
    title: 'The Content Lake',
    command: ['services/content-lake/main.ts'],
    secrets: { SANITY_API_WRITE_TOKEN, SANITY_API_READ_TOKEN },
  })
  return { client, ready, setUp }
}

/** Waits for the Content Lake and the Studio, for as long as it takes, and shows what is open then. */
async function openRest(context: Context, secrets: Secrets, lake: Lake, site: ServerAddress): Promise<void> {
  const { signal, report } = context
  await Promise.all([lake.ready, buildStudio(context)])
  const rest = await untilDone(
    async () => {
      await lake.setUp()
      return await describeStudioAndPreview(context, secrets, lake)
    },
    {
      delaysMs: setUpDelaysMs,
      signal,
      onFault: (reason, retryInMs) =>
        report(`The Content Lake is not set up yet (${reason}); trying again in ${retryInMs / 1000} s`),
    },
  )
  await context.show([site, ...rest])
}

async function describeStudioAndPreview(
  context: Context,
  secrets: Secrets,
  { client }: Lake,
): Promise<ServerAddress[]> {
  const signIn = await createSignInUrl(client, context.studioUrl)
  return [
    {
      name: 'Studio',
      url: `${context.studioUrl}/`,
      link: signIn,
      note: 'signs you in; works once, for a day',
    },
    ...(await describePreview(context, secrets.SANITY_WEBHOOK_SECRET)),
    ...listOtherAddresses(context),
  ]
}

/** Settings that are wrong end the start: started again and again, the Content Lake would say so again and again. */
function checkLakeSettings({ partEnv }: Context, secrets: Secrets): void {
  try {
    parseLakeSettings({ ...partEnv, ...secrets })
  } catch (cause) {
    throw new StartError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}
