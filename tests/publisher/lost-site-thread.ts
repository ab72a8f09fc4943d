import { startSiteThread } from '#publisher/serve/start-site-thread.ts'

// A process whose site thread starts well, and then fails.
const thread = `
  import { parentPort } from 'node:worker_threads'
  parentPort.postMessage({ t: 'q', m: 'ready', a: [4321] })
  setTimeout(() => { throw new Error('The thread has no more memory.') }, 50)`
const settings = {
  host: '127.0.0.1',
  port: 0,
  folder: '/nowhere',
  siteUrl: 'https://clinic.example',
  studioUrls: [],
  webhookSecret: 'a secret that nothing is signed with',
  metricsToken: null,
  keepReleases: 1,
  logLevel: 'silent',
  socket: null,
  live: null,
}
const publishing = {
  announce() {},
  health: () => ({ status: 200, body: { status: 'ok' } }),
  metrics: () => '',
}
await startSiteThread(settings, publishing, new URL(`data:text/javascript,${encodeURIComponent(thread)}`))
