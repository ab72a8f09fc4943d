import { setFlagsFromString } from 'node:v8'
import { systemClock } from './clock.ts'
import { createContentClient } from './content-client.ts'
import { createLog } from './log.ts'
import { createPublisher, type Publisher } from './publisher.ts'
import { parsePublisherSettings } from './publisher-settings.ts'
import { loadRenderer } from './renderer.ts'

// A large site is a hundred megabytes of lasting values and a stream of short-lived ones. Left alone, the heap grows to
// several times that before it is swept; swept a little earlier, it takes half the memory and no more time.
setFlagsFromString('--heap-growing-percent=30')
setFlagsFromString('--max-semi-space-size=8')

// Files are readable by this user only.
process.umask(0o077)

const starting = Promise.withResolvers<Publisher>()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
// The parent process died without stopping this one.
process.once('disconnect', stop)

try {
  const settings = parsePublisherSettings(process.env)
  const log = createLog(settings.logLevel)
  const client = createContentClient(settings)
  const renderer = await loadRenderer(settings.rendererFile)
  const publisher = await createPublisher({ settings, clock: systemClock, client, renderer, log }).start()
  starting.resolve(publisher)
  log.info({ url: publisher.url }, 'The publisher is listening')
  process.send?.({ type: 'ready', url: publisher.url })
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

async function stop(): Promise<void> {
  const publisher = await starting.promise
  await publisher.stop()
  process.exit(0)
}
