import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createEntryLink } from '#publisher/preview/entry-link.ts'
import { parsePublisherSettings } from '#publisher/publisher-settings.ts'
import { loopback } from '#services/shared/loopback.ts'
import { type Context, inBackground } from './context.ts'
import { waitForRelease } from './first-release.ts'
import { publisherCommand } from './memory.ts'
import { passedSocket } from './part.ts'
import type { ServerAddress } from './show-addresses.ts'
import { untilDone } from './until-done.ts'

/** Patients wait for the site at most so long after its process has ended, in milliseconds. */
const longestWaitMs = 2000

/** Waits before a build that failed is tried again, in milliseconds: it takes all that the machine has. */
const rebuildDelaysMs = [15_000, 60_000, 300_000]

/**
 * Serves the site, and publishes. Resolves once patients are answered.
 * @throws SettingsError for settings of the publisher that are missing or wrong; StartError when it cannot start and
 * there is nothing to show yet.
 */
export async function openSite(
  context: Context,
  secrets: { SANITY_API_READ_TOKEN: string; SANITY_WEBHOOK_SECRET: string },
): Promise<ServerAddress> {
  const { env, settings, ports, report, signal, siteUrl } = context
  const ownSecrets = { ...secrets, ...(env.METRICS_TOKEN && { METRICS_TOKEN: env.METRICS_TOKEN }) }
  // Started again and again, the publisher would say it again and again.
  parsePublisherSettings({ ...context.partEnv, ...ownSecrets })
  // Patients first: they see the live release while new code is built.
  const isBuilt = context.isFirst || (await context.isBuilt('renderer'))
  const built = Promise.withResolvers<void>()
  report(context.isFirst ? 'Publishing the site' : 'Opening the site')
  await context.start({
    title: 'The publisher',
    command: publisherCommand,
    secrets: {
      ...ownSecrets,
      RENDERER_BUILD: isBuilt ? 'done' : 'running',
      ...(context.siteSocket !== null && { SITE_SOCKET: String(passedSocket) }),
    },
    socket: context.siteSocket,
    longestWaitMs,
    goAhead: isBuilt ? undefined : built.promise,
  }).ready
  if (!isBuilt) inBackground(context, buildRenderer(context).then(built.resolve))
  const { failure } = await waitForRelease(loopback(settings.host, ports.SITE_PORT), signal)
  if (failure) report(`${context.isFirst ? 'Not open yet' : 'The site is not up to date'}: ${failure}`)
  return {
    name: 'Site',
    url: `${siteUrl}/`,
    note: failure ? 'not open, or not up to date: see above' : 'what patients see',
  }
}

/** Builds all before anything runs, one after the other: together they would take more memory than a small server has. */
export async function buildFirst({ build }: Context): Promise<void> {
  await build('renderer')
  await build('studio')
}

/** The code that renders the site. With a release to show, the build before it does for the time being. */
async function buildRenderer({ root, build, report, signal }: Context): Promise<void> {
  const tryBuild = async () => {
    try {
      await build('renderer')
    } catch (error) {
      signal.throwIfAborted()
      if (!existsSync(join(root, '.build/renderer/entry.mjs'))) throw error
      report(
        `${error instanceof Error ? error.message : error}\nUntil then, the build before it renders the site.`,
      )
    }
  }
  await untilDone(tryBuild, { delaysMs: rebuildDelaysMs, signal, onFault: onBuildFault(report) })
}

/** Builds the Studio, for as long as it takes; the first start has built it already. */
export async function buildStudio({ isFirst, build, report, signal }: Context): Promise<void> {
  if (isFirst) return
  await untilDone(() => build('studio'), {
    delaysMs: rebuildDelaysMs,
    signal,
    onFault: onBuildFault(report),
  })
}

function onBuildFault(report: (line: string) => void) {
  return (reason: string, retryInMs: number) =>
    report(`${reason}\nIt is built again in ${retryInMs / 1000} s.`)
}

/** The preview's address, with a link that lets staff in; none where it is turned off. */
export async function describePreview(
  { settings, ports, previewUrl, now }: Context,
  secret: string,
): Promise<ServerAddress[]> {
  if (previewUrl === null || ports.PREVIEW_PORT === null) return []
  const isOpen = await fetch(loopback(settings.host, ports.PREVIEW_PORT), { method: 'HEAD' }).then(
    () => true,
    () => false,
  )
  const link = createEntryLink(previewUrl, secret, now())
  const note = isOpen ? 'drafts as patients would see them; good for a day' : 'not open yet: see above'
  return [{ name: 'Preview', url: `${previewUrl}/`, link, note }]
}

export function listOtherAddresses({ siteUrl }: Context): ServerAddress[] {
  return [
    { name: 'Release', url: `${siteUrl}/release.json`, note: 'what is live' },
    { name: 'Health', url: `${siteUrl}/healthz`, note: 'the status of publishing' },
  ]
}
