import { type ChildProcess, fork } from 'node:child_process'
import { expect, test, vi } from 'vitest'
import { ask } from '../publisher/test-publisher.ts'
import { type Clinic, startClinic } from './clinic.ts'
import { editionOf, findPictureId, loadEditions, picturedPath, publishEdition } from './editions.ts'
import { readPageFacts } from './page-facts.ts'
import type { ReaderOrders, ReaderReport } from './reader-process.ts'
import { readMemory, readNotice, until } from './site-state.ts'
import { printFigures, quantile, sized } from './size.ts'

vi.setConfig({ testTimeout: sized(240_000, 3_600_000) })

const publishes = sized(15, 500)
const readers = 50

function startReaders(origin: string) {
  const child: ChildProcess = fork(new URL('./reader-process.ts', import.meta.url), { execArgv: [] })
  const order = (orders: ReaderOrders) => child.send(orders)
  order({ type: 'start', origin, readers, seed: 20270315, pauseMs: sized(50, 20) })
  return {
    order,
    async stop(): Promise<ReaderReport> {
      const report = new Promise<ReaderReport>((resolve, reject) => {
        child.once('message', (message: ReaderReport) => resolve(message))
        child.once('exit', code => reject(new Error(`The readers ended with ${code}.`)))
      })
      order({ type: 'stop' })
      return await report
    },
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  }
}

async function untilLive(clinic: Clinic, edition: number): Promise<void> {
  await until(
    async () => (editionOf((await readNotice(clinic.siteUrl)).documents.siteSettings) ?? 0) >= edition,
    { withinMs: 30_000, describe: () => `Edition ${edition}` },
  )
}

test('fifty readers meet no failed and no mixed page while one publish follows the other', async () => {
  await using clinic = await startClinic({ prepare: loadEditions })
  const pictureId = await findPictureId(clinic.lake.client)
  using crowd = startReaders(clinic.siteUrl)
  const memoryBefore = await readMemory(clinic.publisher.pid)
  const times: number[] = []
  const memory: number[] = []
  const startedAt = performance.now()

  for (let edition = 1; edition <= publishes; edition += 1) {
    crowd.order({ type: 'announced', edition })
    const sentAt = performance.now()
    await publishEdition(clinic.lake.client, edition, pictureId)
    await untilLive(clinic, edition)
    times.push(performance.now() - sentAt)
    crowd.order({ type: 'live', edition })
    if (edition % (publishes / 5) === 0) memory.push((await readMemory(clinic.publisher.pid)) / 1e6)
  }
  const seconds = (performance.now() - startedAt) / 1000
  const report = await crowd.stop()

  printFigures('Readers during publishing', {
    publishes,
    'concurrent readers': readers,
    'seconds in all': seconds,
    'publish to live, median ms': quantile(times, 0.5),
    'publish to live, p99 ms': quantile(times, 0.99),
    'requests a second': report.requests / seconds,
    'memory before, MB': memoryBefore / 1e6,
    'memory after each fifth, MB': memory.map(Math.round),
    ...report,
  })
  expect(report.examples).toEqual([])
  expect(report.failures).toBe(0)
  expect(report.editions).toBeGreaterThan(publishes * 0.9)
  expect(report.pages).toBeGreaterThan(publishes * 10)
  expect(Math.min(report.assets, report.notices, report.notModified)).toBeGreaterThan(0)
  expect(Math.min(report.redirected, report.gone)).toBeGreaterThan(0)
})

test('a page that was read before a swap finds its pictures after the swap', async () => {
  await using clinic = await startClinic({ prepare: loadEditions })
  const pictureId = await findPictureId(clinic.lake.client)
  await publishEdition(clinic.lake.client, 1, pictureId)
  await untilLive(clinic, 1)
  const before = readPageFacts((await ask(clinic.siteUrl, picturedPath)).text)

  // The second edition crops the picture differently.
  await publishEdition(clinic.lake.client, 2, pictureId)
  await untilLive(clinic, 2)

  const after = readPageFacts((await ask(clinic.siteUrl, picturedPath)).text)
  expect(after.assets).not.toEqual(before.assets)
  for (const asset of before.assets) expect((await ask(clinic.siteUrl, asset)).status, asset).toBe(200)
})
