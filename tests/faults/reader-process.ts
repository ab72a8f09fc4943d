import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { answerAt, editionOf, fleetingPath, lastEditOf, readingPaths } from './editions.ts'
import { editionIn, type PageFacts, readPageFacts } from './page-facts.ts'
import { type Connection, openConnection, type ReaderAnswer, unpack } from './reader-requests.ts'
import { createChance, quantile } from './size.ts'

/*
 * Many readers in one process of their own, started by fork: see ReaderOrders. Each asks for a page, then for a file
 * that the page names, and so on, over connections that are kept. Every answer is held against what its edition must
 * say; the first few that are wrong are reported in words.
 */

/** What the parent says. `announced` comes before an edition is published, `live` once it was seen. The last two are answered with a report. */
export type ReaderOrders =
  | { type: 'start'; origin: string; readers: number; seed: number; pauseMs: number }
  | { type: 'announced'; edition: number }
  | { type: 'live'; edition: number }
  | { type: 'report' }
  | { type: 'stop' }

export type ReaderReport = {
  requests: number
  pages: number
  assets: number
  notices: number
  notModified: number
  redirected: number
  gone: number
  /** Editions that were seen in pages or in the notice, and the newest of them. */
  editions: number
  newest: number
  medianMs: number
  p99Ms: number
  slowestMs: number
  /** Connections that were closed for being idle, and opened again. */
  reopened: number
  failures: number
  /** The first failures, in words. */
  examples: string[]
}

const encodings = ['br', 'gzip', 'identity'] as const
const shownFailures = 20

function createReaders(orders: Extract<ReaderOrders, { type: 'start' }>) {
  const connections = Array.from({ length: orders.readers }, () => openConnection(orders.origin))
  const chance = createChance(orders.seed)
  const examples: string[] = []
  const seen = new Set<number>()
  const paths = new Set(['/', '/articles/', ...readingPaths])
  /** What each edition of a page contained, and the bytes of each tag, across readers. */
  const bodies = new Map<string, string>()
  const tags = new Map<string, { etag: string; edition: number }>()
  const counts = {
    pages: 0,
    assets: 0,
    notices: 0,
    notModified: 0,
    redirected: 0,
    gone: 0,
    failures: 0,
  }
  /** The newest edition that any answer or the parent has shown: what is asked for from now on is no older. */
  let newest = 0
  let announced = 0
  let stopped = false

  function pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(chance() * items.length)]
  }

  async function read({ ask }: Connection): Promise<void> {
    const roll = chance()
    if (roll < 0.1) return await readNotice(ask)
    const path = roll < 0.45 ? pick(readingPaths) : pick([...paths])
    if (path === undefined) return
    const floor = newest
    const encoding = pick(encodings) ?? 'identity'
    const known = chance() < 0.25 ? tags.get(`${path} ${encoding}`) : undefined
    const answer = await ask(path, {
      'accept-encoding': encoding,
      ...(known && { 'if-none-match': known.etag }),
    })
    if (answer.status === 304 && known) {
      counts.notModified += 1
      if (answer.body.byteLength > 0) throw new Error('304 with a body.')
      return learn(known.edition, floor)
    }
    if (answer.status === 301) return checkRedirect(path, answer, floor)
    const html = bodyOf(answer).toString('utf8')
    const facts = readPageFacts(html)
    learn(facts.edition, floor)
    checkStatus(path, answer, facts)
    checkSame(`page ${path} ${answer.status} in edition ${facts.edition}`, html)
    if (answer.status !== 200) {
      counts.gone += 1
      return
    }
    counts.pages += 1
    tags.set(`${path} ${encoding}`, { etag: String(answer.headers.etag), edition: facts.edition })
    for (const link of facts.links) if (link.endsWith('/')) paths.add(link)
    const asset = pick(facts.assets)
    if (asset) await readAsset(ask, asset, path, facts.edition)
  }

  async function readAsset(
    ask: Connection['ask'],
    asset: string,
    page: string,
    edition: number,
  ): Promise<void> {
    const floor = newest
    const answer = await ask(asset, { 'accept-encoding': pick(encodings) ?? 'identity' })
    const body = bodyOf(answer)
    if (answer.status !== 200) {
      throw new Error(`${asset}, which ${page} of edition ${edition} names, answered ${answer.status}.`)
    }
    if (body.byteLength === 0) throw new Error(`${asset} is empty.`)
    const own = editionIn(body.toString('utf8'))
    if (own !== null) learn(own, floor)
    checkSame(`file ${asset} in edition ${own}`, body)
    counts.assets += 1
  }

  async function readNotice(ask: Connection['ask']): Promise<void> {
    const floor = newest
    const answer = await ask('/release.json', { 'accept-encoding': pick(encodings) ?? 'identity' })
    if (answer.status !== 200) throw new Error(`release.json answered ${answer.status}.`)
    const { documents } = Object(JSON.parse(bodyOf(answer).toString('utf8')))
    const edition = editionOf(documents.siteSettings)
    if (edition === null) throw new Error(`release.json names the settings ${documents.siteSettings}.`)
    learn(edition, floor)
    for (let index = 0; `reading-${index}` in documents; index += 1) {
      const shown = editionOf(documents[`reading-${index}`])
      const expected = lastEditOf(index, edition)
      if (shown !== expected) {
        throw new Error(
          `release.json mixes edition ${edition} with reading-${index} of ${shown}, not ${expected}.`,
        )
      }
    }
    const isThere = 'reading-fleeting' in documents
    if (isThere !== (answerAt(fleetingPath, edition).status === 200)) {
      throw new Error(
        `release.json of edition ${edition} ${isThere ? 'holds' : 'lacks'} the fleeting reading.`,
      )
    }
    counts.notices += 1
  }

  /** Records the edition of a response. A request after `floor` was seen never gets an older one. */
  function learn(edition: number, floor: number): void {
    seen.add(edition)
    newest = Math.max(newest, edition)
    if (edition < floor) throw new Error(`Edition ${edition} came after ${floor} had been seen.`)
    if (edition > announced) throw new Error(`Edition ${edition} came before it was published.`)
  }

  /** A redirect names no edition: one that may be live now must have it. */
  function checkRedirect(path: string, answer: ReaderAnswer, floor: number): void {
    counts.redirected += 1
    for (let edition = floor; edition <= announced; edition += 1) {
      const expected = answerAt(path, edition)
      if (expected.status === 301 && expected.location === answer.headers.location) return
    }
    throw new Error(
      `${path} led to ${answer.headers.location}, as no edition from ${floor} to ${announced} has it.`,
    )
  }

  function checkStatus(path: string, answer: ReaderAnswer, { edition }: PageFacts): void {
    const expected = readingPaths.includes(path) ? answerAt(path, edition).status : 200
    if (answer.status !== expected) {
      throw new Error(`${path} answered ${answer.status} in edition ${edition}, not ${expected}.`)
    }
  }

  /** The same thing has the same bytes for every reader, in every encoding. */
  function checkSame(what: string, body: string | Buffer): void {
    const hash = createHash('sha256').update(body).digest('base64')
    const before = bodies.get(what)
    if (before !== undefined && before !== hash) throw new Error(`Two answers differ for the ${what}.`)
    bodies.set(what, hash)
  }

  /** The body of a complete response; the same tag means the same bytes. */
  function bodyOf(answer: ReaderAnswer): Buffer {
    const { etag, 'content-encoding': encoding = 'identity' } = answer.headers
    const plain = unpack(answer)
    if (etag) checkSame(`tag ${etag} in ${encoding}`, answer.body)
    return plain
  }

  async function keepReading(connection: Connection): Promise<void> {
    while (!stopped) {
      try {
        await read(connection)
      } catch (error) {
        counts.failures += 1
        const { message, code } = Object(error)
        if (examples.length < shownFailures) examples.push([code, message].filter(Boolean).join(': '))
      }
      await wait(chance() * 2 * orders.pauseMs)
    }
  }

  const reading = connections.map(keepReading)

  return {
    announce(edition: number): void {
      announced = Math.max(announced, edition)
    },
    sawLive(edition: number): void {
      newest = Math.max(newest, edition)
    },
    async stop(): Promise<void> {
      stopped = true
      await Promise.all(reading)
      for (const { close } of connections) close()
    },
    report(): ReaderReport {
      const times = connections.flatMap(connection => connection.times)
      return {
        requests: times.length,
        ...counts,
        reopened: connections.reduce((sum, { reopened }) => sum + reopened(), 0),
        editions: seen.size,
        newest: Math.max(0, ...seen),
        medianMs: quantile(times, 0.5),
        p99Ms: quantile(times, 0.99),
        slowestMs: quantile(times, 1),
        examples,
      }
    },
  }
}

let readers: ReturnType<typeof createReaders> | null = null
process.on('message', async (orders: ReaderOrders) => {
  if (orders.type === 'start') readers = createReaders(orders)
  if (orders.type === 'announced') readers?.announce(orders.edition)
  if (orders.type === 'live') readers?.sawLive(orders.edition)
  if (orders.type === 'stop') await readers?.stop()
  if (orders.type === 'report' || orders.type === 'stop') process.send?.(readers?.report())
  if (orders.type === 'stop') process.disconnect?.()
})
process.once('disconnect', () => process.exit(0))
