import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { settlePorts } from '#services/start/ports.ts'
import { fillLake } from '../publisher/preview-system.ts'
import { ask } from '../publisher/test-publisher.ts'
import {
  type RunningLake,
  type RunningPart,
  startLake,
  startPublisherProcess,
  temporaryFolder,
} from './processes.ts'
import { readMemory, untilQuiet } from './site-state.ts'
import { printFigures, quantile, sized } from './size.ts'
import type { Attack, AttackOrders } from './slow-clients.ts'

/* Clients that take their time, on more connections than a server has room for. */

vi.setConfig({ testTimeout: sized(60_000, 600_000) })

const measureMs = sized(500, 5000)

const targets = ['site', 'preview', 'lake'] as const
type Target = (typeof targets)[number]

const kinds: readonly Attack[] = ['idle', 'header', 'body', 'reading', 'upgrade']

/** More than each takes at once, where the size of the test allows for it; idle ones of the site do always. */
const connections: Record<Target, number> = { site: sized(200, 4200), preview: 300, lake: sized(200, 1200) }

const slowPaths: Record<Target, Record<Attack, string>> = {
  site: { idle: '/', header: '/', body: '/hooks/sanity', reading: '/llms.txt', upgrade: '/' },
  preview: { idle: '/', header: '/', body: '/', reading: '/', upgrade: '/' },
  lake: {
    idle: '/',
    header: '/',
    body: '/v2025-02-19/data/mutate/production',
    reading: '/healthz',
    upgrade: '/v2025-02-19/socket/production',
  },
}

/** What honest clients of each server ask for, and what they are answered. */
const honest: Record<Target, { path: string; status: number }> = {
  site: { path: '/group-therapy/', status: 200 },
  preview: { path: '/_preview/overlay.js', status: 401 },
  lake: { path: '/healthz', status: 200 },
}

let stack: AsyncDisposableStack
let lake: RunningLake
let publisher: RunningPart
let urls: Record<Target, string>

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  const folder = stack.use(await temporaryFolder()).path
  const { preview } = await settlePorts('127.0.0.1', { preview: 0 })
  lake = stack.use(await startLake(join(folder, 'lake'), 'https://clinic.example'))
  await fillLake(lake.client, Temporal.Now.instant())
  publisher = stack.use(
    await startPublisherProcess({
      folder: join(folder, 'site'),
      port: 0,
      contentLakeUrl: lake.url,
      env: { PREVIEW_PORT: String(preview) },
    }),
  )
  await untilQuiet(publisher.url)
  urls = {
    site: publisher.url,
    preview: `http://127.0.0.1:${preview}`,
    lake: lake.url.replace('localhost', '127.0.0.1'),
  }
}, 60_000)

afterAll(() => stack.disposeAsync())

/** Begins an attack from another process; resolves once all its connections are open. */
async function startAttack(orders: AttackOrders): Promise<Disposable> {
  const child = fork(new URL('./slow-clients.ts', import.meta.url), { execArgv: [] })
  child.send(orders)
  await once(child, 'message')
  return { [Symbol.dispose]: () => void child.kill('SIGKILL') }
}

/** Five honest clients, one request after the other, each on a connection of its own. */
async function measure(target: Target): Promise<{ times: number[]; faults: string[] }> {
  const { path, status } = honest[target]
  const times: number[] = []
  const faults: string[] = []
  const endsAt = performance.now() + measureMs
  const clients = Array.from({ length: 5 }, async () => {
    while (performance.now() < endsAt) {
      const startedAt = performance.now()
      const answer = await ask(urls[target], path, { headers: { host: 'localhost' } }).catch(
        (error: Error) => error,
      )
      times.push(performance.now() - startedAt)
      if (answer instanceof Error) faults.push(answer.message)
      else if (answer.status !== status) faults.push(`${answer.status}`)
    }
  })
  await Promise.all(clients)
  return { times, faults }
}

const inMs = (times: readonly number[]) =>
  `${quantile(times, 0.5).toFixed(1)} / ${quantile(times, 0.99).toFixed(1)} ms`

test.each(targets)(
  'answers patients and its own clients while others are slow on every connection of the %s',
  async target => {
    const rows: Record<string, string> = { '': 'patients p50 / p99, clients of the server attacked, memory' }
    const rest = await measure('site')
    rows['at rest'] = inMs(rest.times)
    for (const attack of kinds) {
      const isShutOut = target === 'site' && attack === 'idle'
      using _ = await startAttack({
        attack,
        port: Number(new URL(urls[target]).port),
        connections: isShutOut ? 4200 : connections[target],
        path: slowPaths[target][attack],
      })
      const [patients, clients] = await Promise.all([measure('site'), measure(target)])
      const megabytes = Math.round((await readMemory((target === 'lake' ? lake : publisher).pid)) / 1e6)
      rows[attack] = `${inMs(patients.times)}, ${inMs(clients.times)}, ${megabytes} MB`
      expect(patients.faults, `${attack}: patients`).toEqual([])
      expect(clients.faults, `${attack}: clients`).toEqual([])
      expect(Math.min(patients.times.length, clients.times.length), attack).toBeGreaterThan(0)
    }
    printFigures(`Slow clients of the ${target}`, rows)
  },
)
