import { constants, setPriority } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { systemClock } from './clock.ts'
import { createContentClient } from './content-client.ts'
import { collectAfter } from './heap.ts'
import { createLog } from './log.ts'
import { createPublisher, type Publisher } from './publisher.ts'
import { parsePublisherSettings } from './publisher-settings.ts'
import { loadRenderer } from './renderer.ts'

// A large site is a hundred megabytes of lasting values and a stream of short-lived ones.
collectAfter(0)
// Where many objects of a kind have lasted, V8 puts new ones among those that last. Here nearly all go with their page, and
// would stay until the next costly collection.
setFlagsFromString('--no-allocation-site-pretenuring')

/** A small site has room for what a few dozen pages leave behind: seeking it out takes as much of a processor as rendering them. */
const leftByPages = 50_000_000

// Files are readable by this user only.
process.umask(0o077)

const stopping = new AbortController()
const starting = Promise.withResolvers<Publisher>()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
// The parent process died without stopping this one.
process.once('disconnect', stop)

try {
  const settings = parsePublisherSettings(process.env)
  const log = createLog(settings.logLevel)
  const client = createContentClient(settings)
  const renderer = untilBuilt(settings.isRendererBuilt).then(() => loadRenderer(settings.rendererFile))
  // That it cannot be loaded is reported where it is awaited.
  renderer.catch(() => {})
  const announceReady = (url: string) => process.send?.({ type: 'ready', url })
  const publisher = await createPublisher({
    settings,
    clock: systemClock,
    client,
    renderer,
    log,
    signal: stopping.signal,
    onMaking: () => collectAfter(leftByPages),
    onServing(url) {
      // The thread that answers patients has just started: all that comes later gives way to it. Elsewhere than on Linux a
      // priority is of the whole process.
      if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
      if (!settings.isRendererBuilt) announceReady(url)
    },
  }).start()
  starting.resolve(publisher)
  log.info({ url: publisher.url }, 'The publisher is listening')
  announceReady(publisher.url)
} catch (error) {
  if (stopping.signal.aborted) process.exit(0)
  const advice =
    error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      ? '\nAnother program has that port. Set SITE_PORT to a free one, or to 0 for any, and start again.'
      : ''
  console.error(
    `The publisher cannot start. ${error instanceof Error ? error.message : String(error)}${advice}`,
  )
  process.exit(1)
}

/** The parent process builds the renderer, and sends a message once it is there. */
async function untilBuilt(isBuilt: boolean): Promise<void> {
  if (!isBuilt) await new Promise(resolve => process.once('message', resolve))
}

async function stop(): Promise<void> {
  stopping.abort(new Error('The publisher is stopping.'))
  const publisher = await starting.promise
  await publisher.stop()
  process.exit(0)
}
