import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ask } from '../publisher/test-publisher.ts'
import { type Clinic, startClinic } from './clinic.ts'
import { editionOf, findPictureId, publishEdition } from './editions.ts'
import { attacks, replayRespelled, sendSlowly, type Target } from './hostile-requests.ts'
import { readMemory, readNotice, until, untilQuiet } from './site-state.ts'
import { isFullSize, printFigures, quantile, sized } from './size.ts'

vi.setConfig({ testTimeout: sized(300_000, 1_800_000), hookTimeout: 300_000 })

const kinds = Object.entries(attacks)
const webhooks = sized(2 * kinds.length, 10_000)
/** Attacks under way at once, and bodies that come byte by byte beside them. */
const atOnce = sized(10, 40)
const slowOnes = 24

/** What the publisher's memory may grow by, in bytes. */
const memoryBound = 100e6
/** How long a genuine publish may take meanwhile at full size, on a machine of its own, in milliseconds. */
const publishBoundMs = 20_000
/** Publishes and rounds of attacks before memory is measured: the first publishes of a process take a hundred megabytes. */
const warmUps = sized(1, 20)
const metricsToken = 'the token of a monitor'

let clinic: Clinic
let pictureId: string
let edition = 0
let targets = 0

beforeAll(async () => {
  clinic = await startClinic({ METRICS_TOKEN: metricsToken })
  pictureId = await findPictureId(clinic.lake.client)
  // What attackers replay.
  await publishNext()
  await untilQuiet(clinic.siteUrl)
})

afterAll(() => clinic?.[Symbol.asyncDispose]())

/** Publishes the next edition; how long it took until it was live, in milliseconds. */
async function publishNext(): Promise<number> {
  edition += 1
  const sentAt = performance.now()
  await publishEdition(clinic.lake.client, edition, pictureId)
  await until(
    async () => (editionOf((await readNotice(clinic.siteUrl)).documents.siteSettings) ?? 0) >= edition,
    { describe: () => `Edition ${edition}` },
  )
  return performance.now() - sentAt
}

/** How many webhooks the publisher has accepted since it started, by its own account. */
async function countNoted(): Promise<number> {
  const headers = { authorization: `Bearer ${metricsToken}` }
  const { text } = await ask(clinic.siteUrl, '/metrics', { headers })
  return Number(/^publisher_webhooks_total\{verdict="noted"\} (\d+)$/m.exec(text)?.[1])
}

/** Publishes, and attacks once in each way. */
async function warmUp(): Promise<void> {
  await Promise.all([publishNext(), ...kinds.map(([, run]) => run(nextTarget()))])
}

/** The target of the next attack, with what was last accepted. */
function nextTarget(): Target {
  const genuine = clinic.relay.accepted.at(-1)
  if (!genuine) throw new Error('No genuine webhook was accepted yet.')
  targets += 1
  return { siteUrl: clinic.siteUrl, genuine, number: targets }
}

test('accepts none of the hostile webhooks, in bounded memory, and goes on publishing', async () => {
  const memoryAtRest = await readMemory(clinic.publisher.pid)
  for (let round = 0; round < warmUps; round += 1) await warmUp()
  await untilQuiet(clinic.siteUrl)
  const memoryBefore = await readMemory(clinic.publisher.pid)
  const [acceptedBefore, notedBefore] = [clinic.relay.accepted.length, await countNoted()]
  const answers: Record<string, Record<string, number>> = {}
  const over = new AbortController()
  const startedAt = performance.now()
  let sent = 0
  const memories: number[] = []

  function count(kind: string, statuses: number[]): void {
    answers[kind] ??= {}
    for (const status of statuses.length > 0 ? statuses : ['none']) {
      answers[kind][status] = (answers[kind][status] ?? 0) + 1
    }
  }

  async function attack(): Promise<void> {
    while (sent < webhooks) {
      const [kind, run] = kinds[sent % kinds.length] ?? []
      sent += 1
      if (!kind || !run) continue
      count(kind, (await run(nextTarget())).statuses)
    }
  }

  async function hold(): Promise<void> {
    while (!over.signal.aborted) {
      count('byte by byte', (await sendSlowly(nextTarget(), over.signal)).statuses)
    }
  }

  const publishMs: number[] = []
  let isAttacked = true
  async function publishMeanwhile(): Promise<void> {
    do {
      publishMs.push(await publishNext())
      memories.push(await readMemory(clinic.publisher.pid))
    } while (isAttacked)
  }

  const holding = Array.from({ length: slowOnes }, hold)
  const attacking = Promise.all(Array.from({ length: atOnce }, attack)).finally(() => {
    isAttacked = false
  })
  await Promise.all([attacking, publishMeanwhile()]).finally(() => over.abort())
  await Promise.all(holding)
  const seconds = (performance.now() - startedAt) / 1000
  await untilQuiet(clinic.siteUrl)
  const memoryAfter = await readMemory(clinic.publisher.pid)
  const noted = (await countNoted()) - notedBefore
  const genuine = clinic.relay.accepted.length - acceptedBefore

  printFigures('Hostile webhooks', {
    'sent at once': sent,
    'held open, byte by byte': slowOnes,
    seconds,
    'a second': sent / seconds,
    ...Object.fromEntries(Object.entries(answers).map(([kind, each]) => [`  ${kind}`, each])),
    'genuine webhooks accepted': genuine,
    'genuine publishes': publishMs.length,
    'publish to live, median ms': quantile(publishMs, 0.5),
    'publish to live, slowest ms': quantile(publishMs, 1),
    'memory at rest, MB': memoryAtRest / 1e6,
    'memory before, MB': memoryBefore / 1e6,
    'memory at most, MB': Math.max(...memories) / 1e6,
    'memory after, MB': memoryAfter / 1e6,
    'memory meanwhile, MB': memories.map(each => Math.round(each / 1e6)).join(' '),
  })
  const acceptedKinds = Object.entries(answers).filter(([, statuses]) => statuses[202])
  expect(acceptedKinds).toEqual([])
  expect(Object.keys(answers)).toHaveLength(kinds.length + 1)
  expect(Math.max(...memories, memoryAfter) - memoryBefore).toBeLessThan(memoryBound)
  expect(noted).toBe(genuine)
  if (isFullSize()) expect(Math.max(...publishMs)).toBeLessThan(publishBoundMs)
})

test('a hundred senders that send byte by byte keep no genuine webhook waiting', async () => {
  const over = new AbortController()
  const begun = Array.from({ length: 100 }, () => Promise.withResolvers<void>())
  const holding = begun.map(async ({ resolve }) => {
    while (!over.signal.aborted) await sendSlowly(nextTarget(), over.signal, resolve)
  })
  const publishMs: number[] = []
  try {
    await Promise.all(begun.map(({ promise }) => promise))
    while (publishMs.length < sized(1, 20)) publishMs.push(await publishNext())
  } finally {
    over.abort()
    await Promise.all(holding)
  }
  printFigures('A hundred slow senders', {
    'publish to live, median ms': quantile(publishMs, 0.5),
    'publish to live, slowest ms': quantile(publishMs, 1),
  })
})

test('a replay is recognised by its signature, however the header is spelled', async () => {
  const statuses: number[] = []
  for (let round = 0; round < 4; round += 1) statuses.push(...(await replayRespelled(nextTarget())).statuses)
  expect(statuses).not.toContain(202)
})
