import { parentPort, workerData } from 'node:worker_threads'
import { createBirpc } from 'birpc'
import { systemClock } from '../clock.ts'
import { createLog } from '../log.ts'
import { type SiteServerSettings, startSiteServer } from './site-server.ts'
import type { ThreadFunctions, ThreadHost } from './start-site-thread.ts'

// The thread of startSiteThread.
const settings: SiteServerSettings = workerData
const publishing = createBirpc<ThreadHost, ThreadFunctions>(
  {
    show: (name, update) => server.show(name, update),
    forget: names => server.forget(names),
    close: () => server.close(),
  },
  {
    post: message => parentPort?.postMessage(message),
    on: receive => parentPort?.on('message', receive),
    eventNames: ['announce', 'ready'],
  },
)
const server = await startSiteServer(settings, {
  clock: systemClock,
  log: createLog(settings.logLevel),
  publishing,
})
publishing.ready(server.port)
