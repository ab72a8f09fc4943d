import { fork } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { settlePorts } from '#services/start/ports.ts'
import { ask } from '../publisher/test-publisher.ts'
import { clinicUrl, copyPreparedFolder } from './prepared.ts'
import {
  type RunningLake,
  type RunningPart,
  startLake,
  startPublisherProcess,
  temporaryFolder,
} from './processes.ts'
import { readMemory, untilQuiet } from './site-state.ts'
import { isFullSize, printFigures, quantile, sized } from './size.ts'
import type { Attack, AttackOrders } from './slow-clients.ts'

/* Clients that take their time, on more connections than a server has room for. */

vi.setConfig({ testTimeout: sized(300_000, 600_000), hookTimeout: 300_000 })

/** How long each of five honest clients goes on, and how often it asks at least. */
const measureMs = sized(0, 5000)
const leastRequests = 3

const targets = ['site', 'preview', 'lake'] as const
type Target = (typeof targets)[number]

const kinds: readonly Attack[] = ['idle', 'header', 'body', 'reading', 'upgrade']

/** One kind after the other at full size; else all at once, for each takes a process. */
const waves = isFullSize() ? kinds.map(kind => [kind]) : [kinds]

/**
 * More than each takes at once, where the size of the test allows for it; idle ones of the site do always. Where all kinds
 * come at once they are so many together: what is closed comes again every two seconds, and five times as many are a flood.
 */
const connections: Record<Target, number> = {
  site: sized(200, 4200),
  preview: sized(60, 300),
  lake: sized(200, 1200),
}

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
  await copyPreparedFolder(folder)
  lake = stack.use(await startLake(folder, clinicUrl))
  publisher = stack.use(
    await startPublisherProcess({
      folder,
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
})

afterAll(() => stack?.disposeAsync())

function ordersFor(target: Target, attack: Attack): AttackOrders {
  const isShutOut = target === 'site' && attack === 'idle'
  return {
    attack,
    port: Number(new URL(urls[target]).port),
    connections: isShutOut ? 4200 : connections[target],
    path: slowPaths[target][attack],
  }
}

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
    for (let asked = 0; asked < leastRequests || performance.now() < endsAt; asked += 1) {
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
    for (const wave of waves) {
      await using attacks = new AsyncDisposableStack()
      for (const attack of wave) attacks.use(await startAttack(ordersFor(target, attack)))
      const [patients, clients] = await Promise.all([measure('site'), measure(target)])
      const megabytes = Math.round((await readMemory((target === 'lake' ? lake : publisher).pid)) / 1e6)
      const name = wave.join(', ')
      rows[name] = `${inMs(patients.times)}, ${inMs(clients.times)}, ${megabytes} MB`
      expect(patients.faults, `${name}: patients`).toEqual([])
      expect(clients.faults, `${name}: clients`).toEqual([])
    }
    printFigures(`Slow clients of the ${target}`, rows)
  },
)
