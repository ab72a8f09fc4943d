import { Worker } from 'node:worker_threads'
import { createBirpc } from 'birpc'
import type { PublishingSide, SiteServer, SiteServerSettings } from './site-server.ts'

/** What the thread can be asked. */
export type ThreadFunctions = Omit<SiteServer, 'port' | 'end'>

/** What the thread asks, and reports. */
export type ThreadHost = PublishingSide & { ready(port: number): void }

/**
 * Starts a site server on a thread of its own, so that readers do not wait while a publish is worked out.
 * If that thread ends by itself, the process does too, and says why: it is started again from outside.
 * @throws what keeps the server from starting.
 */
export async function startSiteThread(
  settings: SiteServerSettings,
  publishing: PublishingSide,
  file = new URL('./site-thread.ts', import.meta.url),
): Promise<SiteServer> {
  const worker = new Worker(file, { workerData: settings })
  const started = Promise.withResolvers<number>()
  const thread = createBirpc<ThreadFunctions, ThreadHost>(
    { ...publishing, ready: started.resolve },
    {
      post: message => worker.postMessage(message),
      on: receive => void worker.on('message', receive),
    },
  )
  worker.on('error', started.reject)
  worker.once('exit', code => started.reject(new Error(`It ended with code ${code}.`)))
  const port = await started.promise
  let isEnding = false
  let reason: unknown
  worker.on('error', error => {
    reason = error
  })
  worker.once('exit', code => {
    if (isEnding) return
    throw new Error(`The thread that serves the site ended with code ${code}. The publisher ends with it.`, {
      cause: reason,
    })
  })
  return {
    port,
    show: (name, update) => thread.show(name, update),
    forget: names => thread.forget(names),
    close: () => thread.close(),
    async end() {
      isEnding = true
      thread.$close()
      await worker.terminate()
    },
  }
}
