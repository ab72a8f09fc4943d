import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { type Clinic, startClinic } from './clinic.ts'
import { editionOf, findPictureId, loadEditions, publishEdition } from './editions.ts'
import { attacks, hostileMark, replayRespelled, sendSlowly, type Target } from './hostile-requests.ts'
import { readMemory, readNotice, until, untilQuiet } from './site-state.ts'
import { printFigures, quantile, sized } from './size.ts'

vi.setConfig({ testTimeout: sized(240_000, 1_800_000) })

const webhooks = sized(300, 10_000)
/** Attacks under way at once, and bodies that come byte by byte beside them. */
const atOnce = 40
const slowOnes = 24

/** What the publisher's memory may grow by, in bytes. */
const memoryBound = 100e6
/** How long a genuine publish may take meanwhile, in milliseconds. */
const publishBoundMs = 20_000
/** What the journal may hold for each genuine webhook and each publish, in bytes. */
const journalBytesEach = 700

async function publish(
  clinic: Clinic,
  edition: number,
  pictureId: string,
  withinMs = 90_000,
): Promise<number> {
  const sentAt = performance.now()
  await publishEdition(clinic.lake.client, edition, pictureId)
  await until(
    async () => (editionOf((await readNotice(clinic.siteUrl)).documents.siteSettings) ?? 0) >= edition,
    { withinMs, everyMs: 20, describe: () => `Edition ${edition}` },
  )
  return performance.now() - sentAt
}

/** The target of the next attack, with what was last accepted. */
function createTargets(clinic: Clinic): () => Target {
  let number = 0
  return () => {
    const genuine = clinic.relay.accepted.at(-1)
    if (!genuine) throw new Error('No genuine webhook was accepted yet.')
    number += 1
    return { siteUrl: clinic.siteUrl, genuine, number }
  }
}

test('accepts none of the hostile webhooks, in bounded memory, and goes on publishing', async () => {
  await using clinic = await startClinic({ prepare: loadEditions })
  const pictureId = await findPictureId(clinic.lake.client)
  for (let edition = 1; edition <= 3; edition += 1) await publish(clinic, edition, pictureId)
  await untilQuiet(clinic.siteUrl)
  const nextTarget = createTargets(clinic)
  const journal = join(clinic.publisherFolder, 'webhooks.ndjson')
  const [memoryBefore, journalBefore] = [await readMemory(clinic.publisher.pid), (await stat(journal)).size]
  const acceptedBefore = clinic.relay.accepted.length
  const kinds = Object.entries(attacks)
  const answers: Record<string, Record<string, number>> = {}
  const over = new AbortController()
  const startedAt = performance.now()
  let sent = 0
  let peak = 0

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
  async function publishMeanwhile(): Promise<void> {
    for (let edition = 4; !over.signal.aborted; edition += 1) {
      publishMs.push(await publish(clinic, edition, pictureId))
      peak = Math.max(peak, await readMemory(clinic.publisher.pid))
      await wait(200)
    }
  }

  const beside = Promise.all([...Array.from({ length: slowOnes }, hold), publishMeanwhile()])
  const attacking = Promise.all(Array.from({ length: atOnce }, attack)).finally(() => over.abort())
  await Promise.all([attacking, beside])
  const seconds = (performance.now() - startedAt) / 1000
  await untilQuiet(clinic.siteUrl)
  const memoryAfter = await readMemory(clinic.publisher.pid)
  const journalText = await readFile(journal, 'utf8')
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
    'memory before, MB': memoryBefore / 1e6,
    'memory at most, MB': peak / 1e6,
    'memory after, MB': memoryAfter / 1e6,
    'journal before, bytes': journalBefore,
    'journal after, bytes': journalText.length,
  })
  const acceptedKinds = Object.entries(answers).filter(([, statuses]) => statuses[202])
  expect(acceptedKinds).toEqual([])
  expect(Object.keys(answers)).toHaveLength(kinds.length + 1)
  expect(Math.max(peak, memoryAfter) - memoryBefore).toBeLessThan(memoryBound)
  expect(journalText).not.toContain(hostileMark)
  expect(journalText.length - journalBefore).toBeLessThan((genuine + publishMs.length) * journalBytesEach)
  expect(publishMs.length).toBeGreaterThan(0)
  expect(Math.max(...publishMs)).toBeLessThan(publishBoundMs)
})

test('a hundred senders that send byte by byte keep no genuine webhook waiting', async () => {
  await using clinic = await startClinic({ prepare: loadEditions })
  const pictureId = await findPictureId(clinic.lake.client)
  await publish(clinic, 1, pictureId)
  const nextTarget = createTargets(clinic)
  const over = new AbortController()
  const hold = async () => {
    while (!over.signal.aborted) await sendSlowly(nextTarget(), over.signal)
  }
  const holding = Array.from({ length: 100 }, hold)
  const publishMs: number[] = []
  try {
    for (let edition = 2; edition < 2 + sized(2, 20); edition += 1) {
      await wait(1000)
      publishMs.push(await publish(clinic, edition, pictureId, 30_000))
    }
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
  await using clinic = await startClinic({ prepare: loadEditions })
  await publish(clinic, 1, await findPictureId(clinic.lake.client))
  const nextTarget = createTargets(clinic)
  const statuses: number[] = []
  for (let round = 0; round < 4; round += 1) statuses.push(...(await replayRespelled(nextTarget())).statuses)
  expect(statuses).not.toContain(202)
})
