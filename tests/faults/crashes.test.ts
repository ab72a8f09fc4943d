import { watch } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { listReleases } from '../fixtures/stored-releases.ts'
import { type Clinic, startClinic } from './clinic.ts'
import { editionOf, findPictureId, publishEdition } from './editions.ts'
import { readHealth, readMemory, readNotice, until, untilQuiet } from './site-state.ts'
import { createChance, isFullSize, printFigures, quantile, sized } from './size.ts'
import { readLiveFiles, readWholeSite } from './whole-site.ts'

vi.setConfig({ testTimeout: sized(600_000, 3_600_000) })

const rounds = sized(2, 200)
const moments = ['accepted', 'swap', 'starting', 'rendering', 'idle', 'any'] as const
type Moment = (typeof moments)[number]

const keepReleases = 5

/** The writer is never farther ahead of its webhooks than this: on a slow machine they would pile up without end. */
const mostUnannounced = sized(2, 10)

/** Publishes one edition after the other until it is paused. */
function startWriter(clinic: Clinic, pictureId: string, chance: () => number) {
  let edition = 0
  let stopped = false
  const pausing: { until: PromiseWithResolvers<void> | null } = { until: null }
  const writing = (async () => {
    while (!stopped) {
      await pausing.until?.promise
      await publishEdition(clinic.lake.client, edition + 1, pictureId)
      edition += 1
      await wait(20 + chance() * 150)
      while (!stopped && edition - announcedEdition(clinic) > mostUnannounced) await wait(20)
    }
  })()
  return {
    edition: () => edition,
    pause() {
      pausing.until ??= Promise.withResolvers()
    },
    resume,
    stop,
    [Symbol.asyncDispose]: stop,
  }

  function resume(): void {
    pausing.until?.resolve()
    pausing.until = null
  }

  async function stop(): Promise<void> {
    stopped = true
    resume()
    await writing
  }
}

/** Waits for the given moment in the publisher's life. */
async function untilMoment(moment: Moment, clinic: Clinic, chance: () => number): Promise<void> {
  if (moment === 'idle') return void (await untilQuiet(clinic.siteUrl, 90_000))
  if (moment === 'any' || moment === 'starting') return await wait(chance() * 600)
  await nextAcceptance(clinic)
  if (moment === 'rendering') return await wait(chance() * 250)
  if (moment === 'swap') await nextSwap(clinic, chance)
}

function nextAcceptance(clinic: Clinic): Promise<void> {
  return new Promise(resolve => {
    clinic.relay.onAccepted = () => {
      clinic.relay.onAccepted = null
      resolve()
    }
  })
}

/** Resolves as the link to the live release is being replaced; or soon, should there be nothing to publish. */
async function nextSwap(clinic: Clinic, chance: () => number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  using watcher = Object.assign(watch(clinic.publisherFolder), {
    [Symbol.dispose]: () => watcher.close(),
  })
  watcher.on('change', (_, name) => String(name).startsWith('live') && resolve())
  const enough = new AbortController()
  await Promise.race([promise, wait(3000, undefined, { signal: enough.signal }).catch(() => {})])
  enough.abort()
  if (chance() < 0.5) await wait(chance() * 8)
}

/** The newest edition with an accepted webhook. */
function acceptedEdition({ relay }: Clinic): number {
  return Math.max(0, ...relay.accepted.slice(-50).map(({ rev }) => editionOf(rev) ?? 0))
}

/** The newest edition whose webhook has arrived, even if the publisher died before it could acknowledge it. */
function announcedEdition(clinic: Clinic): number {
  return Math.max(acceptedEdition(clinic), editionOf(clinic.relay.last?.rev) ?? 0)
}

async function liveEdition(clinic: Clinic): Promise<number> {
  return editionOf((await readNotice(clinic.siteUrl)).documents.siteSettings) ?? -1
}

/**
 * Waits until what was accepted is live. A publisher that has nothing pending must show it already: that it would find
 * the change by comparison, sooner or later, does not count.
 */
async function untilAcceptedIsLive(clinic: Clinic, accepted: number): Promise<void> {
  await until(
    async () => {
      const { pending } = await readHealth(clinic.siteUrl)
      const live = await liveEdition(clinic)
      if (live >= accepted) return true
      if (pending > 0) return false
      throw new Error(
        `Edition ${accepted} was accepted and is lost: ${live} is live, and nothing is pending.`,
      )
    },
    { withinMs: 90_000, describe: () => `Accepted edition ${accepted}` },
  )
}

test('is whole after each kill at any moment, loses no accepted webhook, and ends with what another makes', async () => {
  await using clinic = await startClinic({ KEEP_RELEASES: String(keepReleases) })
  const chance = createChance(9)
  const pictureId = await findPictureId(clinic.lake.client)
  await using writer = startWriter(clinic, pictureId, createChance(10))
  const bodies = new Map<string, string>()
  const restartMs: number[] = []
  const walkMs: number[] = []
  const kills: Record<string, number> = {}
  let pages = 0
  let lastLive = 0
  const startedAt = performance.now()

  for (let round = 0; round < rounds; round += 1) {
    const moment = moments[round % moments.length] ?? 'any'
    if (moment === 'idle') writer.pause()
    await untilMoment(moment, clinic, chance)
    const during = moment === 'accepted' ? null : liveEdition(clinic).catch(() => null)
    if (moment === 'idle') lastLive = (await during) ?? lastLive
    await clinic.publisher.kill()
    // What is published during the walk is most of the work, and the readers' test has it too.
    if (!isFullSize()) writer.pause()
    lastLive = Math.max(lastLive, (await during) ?? 0)
    const accepted = acceptedEdition(clinic)
    // What comes after the restart must not make good what was lost before.
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>()
    clinic.relay.gate = gate
    kills[moment] = (kills[moment] ?? 0) + 1
    // Inside `npm test` the second of two kills is followed by one of a publisher that starts.
    if (isFullSize() ? moment === 'starting' : moment === 'swap') await clinic.restartAndKill(chance() * 1500)

    const restartedAt = performance.now()
    await clinic.restart()
    const readyAt = performance.now()
    const holding = untilAcceptedIsLive(clinic, accepted).finally(openGate)
    const [site] = await Promise.all([readWholeSite(clinic.siteUrl, bodies, lastLive), holding])
    restartMs.push(readyAt - restartedAt)
    walkMs.push(performance.now() - readyAt)
    pages += site.pages
    lastLive = Math.max(lastLive, site.newest)
    lastLive = Math.max(lastLive, await liveEdition(clinic))
    writer.resume()
  }

  await writer.stop()
  await until(async () => (await liveEdition(clinic)) === writer.edition(), {
    withinMs: 90_000,
    describe: () => `The last edition, ${writer.edition()}`,
  })
  await untilQuiet(clinic.siteUrl, 90_000)
  await using another = await clinic.startAnother()
  // At full size it makes its first release: until then it answers with the waiting page.
  await untilQuiet(another.url)
  await until(
    async () => editionOf((await readNotice(another.url)).documents.siteSettings) === writer.edition(),
    {
      describe: () => 'The last edition, from the other publisher',
    },
  )
  const files = await readLiveFiles(clinic.publisherFolder)

  printFigures('kill -9 under continuous publishing', {
    rounds,
    kills,
    seconds: (performance.now() - startedAt) / 1000,
    'editions published': writer.edition(),
    'webhooks accepted': clinic.relay.accepted.length,
    'restart to first answer, median ms': quantile(restartMs, 0.5),
    'restart to first answer, slowest ms': quantile(restartMs, 1),
    'the whole site read, median ms': quantile(walkMs, 0.5),
    'pages read after restarts': pages,
    'files of the last release': Object.keys(files).length,
    'memory of the last process, MB': (await readMemory(clinic.publisher.pid)) / 1e6,
  })
  expect(files).toEqual(await readLiveFiles(another.publisherFolder))
  expect((await readNotice(clinic.siteUrl)).documents).toEqual((await readNotice(another.url)).documents)
  await until(async () => (await listReleases(clinic.publisherFolder)).length <= keepReleases + 1, {
    describe: () => 'The removal of old releases',
  })
})
