import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { encodeSignatureHeader, SIGNATURE_HEADER_NAME } from '@sanity/webhook'
import { expect, test, vi } from 'vitest'
import { seed } from '../fixtures/seed-roles.ts'
import { ask, webhookSecret } from '../publisher/test-publisher.ts'
import { startClinic } from './clinic.ts'
import { answerAt, editionOf, findPictureId, fleetingPath, publishEdition, revisionOf } from './editions.ts'
import { clinicUrl, copyPreparedFolder } from './prepared.ts'
import {
  type RunningLake,
  type RunningPart,
  startLake,
  startPublisherProcess,
  temporaryFolder,
} from './processes.ts'
import { type Notice, readNotice, until, untilQuiet } from './site-state.ts'
import { createChance, isFullSize, printFigures, quantile, sized } from './size.ts'

vi.setConfig({ testTimeout: sized(300_000, 900_000) })

/** How often the publisher looks for webhooks that never came, in seconds; and so rarely that it never does. */
const often = 1
const never = 3600

/** With the fifth, and each seventh from there, a page is withdrawn. */
const editions = isFullSize() ? Array.from({ length: 26 }, (_, index) => index + 1) : [5]

function liveEdition({ documents }: Notice): number {
  return editionOf(documents.siteSettings) ?? -1
}

test('publishes whose webhooks never arrive are live after the next comparison, and so are withdrawals', async () => {
  await using clinic = await startClinic({ COMPARE_SECONDS: String(often) })
  const pictureId = await findPictureId(clinic.lake.client)
  clinic.relay.lose = true
  const times: number[] = []
  for (const edition of editions) {
    const sentAt = performance.now()
    await publishEdition(clinic.lake.client, edition, pictureId)
    await until(async () => liveEdition(await readNotice(clinic.siteUrl)) === edition, {
      describe: () => `Edition ${edition}, whose webhook was lost,`,
    })
    times.push(performance.now() - sentAt)
  }
  printFigures('Lost webhooks', {
    publishes: times.length,
    'compared every, s': often,
    'publish to live, median ms': quantile(times, 0.5),
    'publish to live, slowest ms': quantile(times, 1),
  })
  expect((await ask(clinic.siteUrl, fleetingPath)).status).toBe(410)
  expect(answerAt(fleetingPath, editions.at(-1) ?? 0).status).toBe(410)
  expect(clinic.relay.accepted).toEqual([])
  // How fast, the full size measures on a machine of its own.
  if (isFullSize()) expect(quantile(times, 0.5)).toBeLessThan(often * 1000 + 3000)
})

type LaggingClinic = AsyncDisposable & {
  /** Where content is written. */
  primary: RunningLake
  /** What the publisher reads from: the test brings it up to date when it likes. */
  replica: RunningLake
  publisher: RunningPart
}

/** Two Content Lakes with the same content; the publisher reads the second one, like an API that lags. */
async function startLagging(compareSeconds: number): Promise<LaggingClinic> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(await temporaryFolder()).path
  const startOne = async (name: string) => {
    await copyPreparedFolder(join(folder, name))
    return stack.use(await startLake(join(folder, name), clinicUrl))
  }
  const [primary, replica] = await Promise.all([startOne('primary'), startOne('replica')])
  const publisher = stack.use(
    await startPublisherProcess({
      folder: join(folder, 'replica'),
      port: 0,
      contentLakeUrl: replica.url,
      env: { COMPARE_SECONDS: String(compareSeconds) },
    }),
  )
  await untilQuiet(publisher.url)
  const owned = stack.move()
  return { primary, replica, publisher, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** Sends what the primary's webhook would send about the document's present state. */
async function announce({ primary, publisher }: LaggingClinic, id: string): Promise<number> {
  const body = JSON.stringify(
    await primary.client.fetch('*[_id == $id][0]{_id, _type, _rev, _updatedAt, "operation": "update"}', {
      id,
    }),
  )
  const signature = await encodeSignatureHeader(body, Date.now(), webhookSecret)
  const headers = { [SIGNATURE_HEADER_NAME]: signature }
  return (await ask(publisher.url, '/hooks/sanity', { method: 'POST', body, headers })).status
}

/** Looks all the time which release is live. */
function watchReleases(siteUrl: string): AsyncDisposable & { seen(): Notice[] } {
  const notices = new Map<string, Notice>()
  const over = new AbortController()
  const watching = (async () => {
    while (!over.signal.aborted) {
      const notice = await readNotice(siteUrl)
      notices.set(notice.release, notice)
      // No release gives way to the next sooner.
      await wait(20)
    }
  })()
  return {
    seen: () => [...notices.values()],
    async [Symbol.asyncDispose]() {
      over.abort()
      await watching
    },
  }
}

test('no release is older than the webhook announced, while the API lags and other documents change', async () => {
  await using clinic = await startLagging(never)
  const { primary, replica, publisher } = clinic
  const chance = createChance(3)
  const pictures = await Promise.all([primary, replica].map(({ client }) => findPictureId(client)))
  const [primaryPicture = '', replicaPicture = ''] = pictures
  await using watch = watchReleases(publisher.url)
  const times: number[] = []
  const other = seed.groupLeader.id
  const tooOld: string[] = []
  for (let edition = 1; edition <= sized(1, 40); edition += 1) {
    await untilQuiet(publisher.url)
    const current = await readNotice(publisher.url)
    await publishEdition(primary.client, edition, primaryPicture)
    const sentAt = performance.now()
    expect(await announce(clinic, 'siteSettings')).toBe(202)
    // Meanwhile another document changes, which the lagging API shows at once: its webhook may not take the place.
    const credentials = `Edition ${edition}`
    for (const { client } of [primary, replica]) {
      const transactionId = `person-${edition}`
      await client.mutate([{ patch: { id: other, set: { credentials } } }], {
        transactionId,
      })
    }
    expect(await announce(clinic, other)).toBe(202)
    await wait(200 + chance() * 1800)
    const others = watch.seen().filter(({ publishedAt }) => publishedAt > current.publishedAt)
    tooOld.push(...others.filter(notice => liveEdition(notice) < edition).map(({ release }) => release))
    expect(tooOld).toEqual([])

    await publishEdition(replica.client, edition, replicaPicture)
    await until(async () => liveEdition(await readNotice(publisher.url)) >= edition, {
      describe: () => `Edition ${edition}`,
    })
    times.push(performance.now() - sentAt)
  }
  printFigures('An API that lags', {
    publishes: times.length,
    'announced to live, median ms': quantile(times, 0.5),
    'announced to live, slowest ms': quantile(times, 1),
  })
  expect((await readNotice(publisher.url)).documents.siteSettings).toBe(revisionOf(times.length))
})

// Small, with a manual clock: the two of publishing.test.ts on revisions that never appear, and on lost webhooks.
test.runIf(isFullSize())(
  'a revision that stays away for longer than the publisher waits is live once the API shows it',
  async () => {
    await using clinic = await startLagging(often)
    const { primary, replica, publisher } = clinic
    await publishEdition(primary.client, 1, await findPictureId(primary.client))
    expect(await announce(clinic, 'siteSettings')).toBe(202)
    await untilQuiet(publisher.url)
    expect(liveEdition(await readNotice(publisher.url))).toBe(0)

    await publishEdition(replica.client, 1, await findPictureId(replica.client))
    await until(async () => liveEdition(await readNotice(publisher.url)) === 1, {
      describe: () => 'The edition that came late',
    })
  },
)
