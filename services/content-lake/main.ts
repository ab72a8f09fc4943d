import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { pino } from 'pino'
import { readProtectedFields } from './auth/protected-fields.ts'
import { startContentLake } from './content-lake.ts'
import { parseLakeSettings } from './lake-settings.ts'

/** The Content Lake's process: reads its environment, logs JSON lines, stops within seconds of SIGTERM. */
const inRepository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const log = pino({ base: { part: 'content-lake' }, level: process.env.LOG_LEVEL || 'info' })

// Queries leave many short-lived values, and V8 lets the heap grow to several times what lasts. That is kept down here; the
// greatest size of its young part can only be set on the command line, but its growth can be ended.
setFlagsFromString('--semi-space-growth-factor=1')
setFlagsFromString('--heap-growing-percent=150')

// Files are readable by this user only.
process.umask(0o077)

try {
  const { writeToken, readToken, ...env } = parseLakeSettings(process.env)
  const lake = await startContentLake({
    ...env,
    secrets: { writeToken, readToken },
    studioDir: inRepository('.build/studio'),
    protectedFields: readProtectedFields(inRepository('studio/rights/protected-fields.json')),
    log,
    now: () => Temporal.Now.instant(),
  })
  log.info({ event: 'ready', url: lake.url }, `The Content Lake answers at ${lake.url}`)
  process.send?.({ type: 'ready', url: lake.url })

  const stop = async () => {
    await lake.close()
    log.info({ event: 'stopped' })
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  // The parent died without stopping this process.
  if (process.send) process.once('disconnect', stop)
} catch (error) {
  log.fatal({ event: 'failed', err: error }, error instanceof Error ? error.message : String(error))
  process.exit(1)
}
