import { type ChildProcess, fork } from 'node:child_process'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ask } from '../publisher/test-publisher.ts'
import { type Clinic, startClinic } from './clinic.ts'
import { answerAt, editionOf, findPictureId, fleetingPath, picturedPath, publishEdition } from './editions.ts'
import { readPageFacts } from './page-facts.ts'
import type { ReaderOrders, ReaderReport } from './reader-process.ts'
import { readMemory, readNotice, until } from './site-state.ts'
import { isFullSize, printFigures, quantile, sized } from './size.ts'

vi.setConfig({ testTimeout: sized(300_000, 3_600_000), hookTimeout: 300_000 })

/** Seven in a row change everything that editions change: a page moves, one goes and comes back, a picture is cropped. */
const publishes = sized(7, 500)
const readers = sized(10, 50)
/** Pages that readers are given of each edition before the next one is published. */
const pagesEach = 10

let clinic: Clinic
let pictureId: string
let edition = 0

beforeAll(async () => {
  clinic = await startClinic()
  pictureId = await findPictureId(clinic.lake.client)
})

afterAll(() => clinic?.[Symbol.asyncDispose]())

function startReaders(origin: string) {
  const child: ChildProcess = fork(new URL('./reader-process.ts', import.meta.url), { execArgv: [] })
  const order = (orders: ReaderOrders) => void child.send(orders)

  function askFor(type: 'report' | 'stop'): Promise<ReaderReport> {
    const { promise, resolve, reject } = Promise.withResolvers<ReaderReport>()
    const fail = (code: number | null) => reject(new Error(`The readers ended with ${code}.`))
    child.once('exit', fail)
    child.once('message', (message: ReaderReport) => {
      child.off('exit', fail)
      resolve(message)
    })
    order({ type })
    return promise
  }

  order({ type: 'start', origin, readers, seed: 20270315, pauseMs: sized(100, 20) })
  return {
    order,
    report: () => askFor('report'),
    stop: () => askFor('stop'),
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  }
}

async function publishNext(): Promise<void> {
  edition += 1
  await publishEdition(clinic.lake.client, edition, pictureId)
  await until(
    async () => (editionOf((await readNotice(clinic.siteUrl)).documents.siteSettings) ?? 0) >= edition,
    { describe: () => `Edition ${edition}` },
  )
}

test('a page that was read before a swap finds its pictures after the swap', async () => {
  await publishNext()
  const before = readPageFacts((await ask(clinic.siteUrl, picturedPath)).text)

  // The second edition crops the picture differently.
  await publishNext()

  const after = readPageFacts((await ask(clinic.siteUrl, picturedPath)).text)
  expect(after.assets).not.toEqual(before.assets)
  for (const asset of before.assets) expect((await ask(clinic.siteUrl, asset)).status, asset).toBe(200)
})

test('readers meet no failed and no mixed page while one publish follows the other', async () => {
  using crowd = startReaders(clinic.siteUrl)
  crowd.order({ type: 'announced', edition })
  const memoryBefore = await readMemory(clinic.publisher.pid)
  const times: number[] = []
  const memory: number[] = []
  const startedAt = performance.now()

  /** Waits until the readers' report is as it has to be; a failure ends the wait too. */
  const untilReport = (isAsWanted: (report: ReaderReport) => boolean) =>
    until(
      async () => {
        const report = await crowd.report()
        return (report.failures > 0 || isAsWanted(report)) && report
      },
      { everyMs: 100, describe: () => `What readers have to meet in edition ${edition}` },
    )

  for (let number = 1; number <= publishes; number += 1) {
    crowd.order({ type: 'announced', edition: edition + 1 })
    const sentAt = performance.now()
    await publishNext()
    times.push(performance.now() - sentAt)
    crowd.order({ type: 'live', edition })
    const { pages, gone } = await crowd.report()
    const isGone = answerAt(fleetingPath, edition).status === 410
    await untilReport(
      now => now.newest === edition && now.pages >= pages + pagesEach && (!isGone || now.gone > gone),
    )
    if (number % Math.ceil(publishes / 5) === 0) {
      memory.push((await readMemory(clinic.publisher.pid)) / 1e6)
    }
  }
  await untilReport(
    ({ assets, notices, notModified, redirected }) => Math.min(assets, notices, notModified, redirected) > 0,
  )
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
  expect(report.editions).toBeGreaterThanOrEqual(publishes)
})

test('the publisher’s own process takes away what ended by the machine’s clock, without a webhook', async () => {
  // A slow machine may not have shown it before its end: then it gets longer.
  for (let seconds = 4; ; seconds *= 2) {
    const showUntil = Temporal.Now.instant().add({ seconds })
    // The one before may still be shown.
    const message = `We close in ${seconds} seconds`
    const says = async () => (await ask(clinic.siteUrl, '/')).text.includes(message)
    await clinic.lake.client.createOrReplace({
      _id: 'closure',
      _type: 'announcement',
      kind: 'closure',
      message,
      urgency: 'urgent',
      showUntil: showUntil.toString({ fractionalSecondDigits: 3 }),
    })
    const msLeft = () => showUntil.since(Temporal.Now.instant()).total('milliseconds')
    const wasShown = await until(async () => ((await says()) ? 'shown' : msLeft() < 0 && 'too late'), {
      describe: () => 'The announcement',
    })
    if (wasShown === 'too late') continue
    await until(async () => !(await says()), { describe: () => 'Its end' })
    printFigures('The end of an announcement', { 'gone after, ms': -msLeft() })
    expect(msLeft()).toBeLessThanOrEqual(0)
    // How fast, the full size measures on a machine of its own.
    if (isFullSize()) expect(msLeft()).toBeGreaterThan(-1000)
    return
  }
})
