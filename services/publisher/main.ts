import { createClient } from '@sanity/client'
import { systemClock } from './clock.ts'
import { createLog } from './log.ts'
import { createPublisher } from './publisher.ts'
import { loadRenderer } from './renderer.ts'
import { parsePublisherSettings } from './settings.ts'

/** The API version whose perspectives and defaults the site is written for. */
const apiVersion = '2025-02-19'

try {
  const settings = parsePublisherSettings(process.env)
  const log = createLog(settings.logLevel)
  const client = createClient({
    projectId: settings.projectId,
    dataset: settings.dataset,
    token: settings.readToken,
    apiVersion,
    useCdn: false,
    perspective: 'published',
    timeout: 30_000,
    maxRetries: 1,
    ...(settings.contentLakeUrl && { apiHost: settings.contentLakeUrl, useProjectHostname: false }),
  })
  const renderer = await loadRenderer(settings.rendererFile)
  const publisher = await createPublisher({ settings, clock: systemClock, client, renderer, log }).start()
  log.info({ url: publisher.url }, 'The publisher is listening')
  process.send?.({ type: 'ready', url: publisher.url })

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await publisher.stop()
    log.info('The publisher has stopped')
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // Whoever composed the parts is gone: nobody would stop this one.
  process.on('disconnect', stop)
} catch (error) {
  const advice =
    error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      ? '\nAnother program has that port. Set SITE_PORT to a free one, or to 0 for any, and start again.'
      : ''
  console.error(
    `The publisher cannot start. ${error instanceof Error ? error.message : String(error)}${advice}`,
  )
  process.exit(1)
}
