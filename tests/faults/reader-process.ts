import { createHash } from 'node:crypto'
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { answerAt, editionOf, fleetingPath, lastEditOf, readingPaths } from './editions.ts'
import { type Claims, readClaims } from './page-claims.ts'
import { createChance, quantile } from './size.ts'

/*
 * Many readers in one process of their own, started by fork: see ReaderOrders. Each asks for a page, then for a file
 * that the page names, and so on, over connections that are kept. Every answer is held against what its edition must
 * say; the first few that are wrong are reported in words.
 */

/** What the parent says. `announced` comes before an edition is published, `live` once it was seen. */
export type ReaderOrders =
  | { type: 'start'; origin: string; readers: number; seed: number; pauseMs: number }
  | { type: 'announced'; edition: number }
  | { type: 'live'; edition: number }
  | { type: 'stop' }

export type ReaderReport = {
  requests: number
  pages: number
  assets: number
  notices: number
  notModified: number
  redirected: number
  gone: number
  /** Editions that were seen in pages or in the notice. */
  editions: number
  medianMs: number
  p99Ms: number
  slowestMs: number
  /** Pictures that a page named, and that were gone when the reader came for them: another edition was live by then. */
  lostPictures: number
  failures: number
  /** The first failures, in words. */
  examples: string[]
}

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer; ms: number }

const encodings = ['br', 'gzip', 'identity'] as const
const shownFailures = 20
/** Longer than anything but a server that hangs. */
const patienceMs = 20_000

function createReaders(orders: Extract<ReaderOrders, { type: 'start' }>) {
  const agent = new Agent({ keepAlive: true, maxSockets: orders.readers })
  const chance = createChance(orders.seed)
  const { hostname, port } = new URL(orders.origin)
  const times: number[] = []
  const examples: string[] = []
  const seen = new Set<number>()
  const paths = new Set(['/', '/articles/', ...readingPaths])
  /** What the same edition of a page held, and what the same tag stood for, whoever read it. */
  const bodies = new Map<string, string>()
  const tags = new Map<string, { etag: string; edition: number }>()
  const counts = {
    pages: 0,
    assets: 0,
    notices: 0,
    notModified: 0,
    redirected: 0,
    gone: 0,
    lostPictures: 0,
    failures: 0,
  }
  /** The newest edition that any answer or the parent has shown: what is asked for from now on is no older. */
  let newest = 0
  let announced = 0
  let stopped = false

  function ask(path: string, headers: Record<string, string>): Promise<Answer> {
    const startedAt = performance.now()
    return new Promise((resolve, reject) => {
      const request = httpRequest({ hostname, port, path, headers, agent, timeout: patienceMs }, response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const ms = performance.now() - startedAt
          times.push(ms)
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
            ms,
          })
        })
      })
      request.on('timeout', () => request.destroy(new Error(`No answer within ${patienceMs} ms.`)))
      request.on('error', reject)
      request.end()
    })
  }

  function pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(chance() * items.length)]
  }

  async function read(): Promise<void> {
    const roll = chance()
    if (roll < 0.1) return await readNotice()
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
    const html = plainText(answer)
    const claims = readClaims(html)
    learn(claims.edition, floor)
    checkStatus(path, answer, claims)
    checkSame(`page ${path} ${answer.status} in edition ${claims.edition}`, html)
    if (answer.status !== 200) {
      counts.gone += 1
      return
    }
    counts.pages += 1
    tags.set(`${path} ${encoding}`, { etag: String(answer.headers.etag), edition: claims.edition })
    for (const link of claims.links) if (link.endsWith('/')) paths.add(link)
    const asset = pick(claims.assets)
    if (asset) await readAsset(asset, path, claims.edition)
  }

  async function readAsset(asset: string, page: string, edition: number): Promise<void> {
    const answer = await ask(asset, { 'accept-encoding': pick(encodings) ?? 'identity' })
    const body = plainBody(answer)
    if (answer.status === 404 && asset.startsWith('/media/') && announced > edition) {
      counts.lostPictures += 1
      return
    }
    if (answer.status !== 200) {
      throw new Error(`${asset}, which ${page} of edition ${edition} names, answered ${answer.status}.`)
    }
    if (body.byteLength === 0) throw new Error(`${asset} is empty.`)
    checkSame(`file ${asset}`, body)
    counts.assets += 1
  }

  async function readNotice(): Promise<void> {
    const floor = newest
    const answer = await ask('/release.json', { 'accept-encoding': pick(encodings) ?? 'identity' })
    if (answer.status !== 200) throw new Error(`release.json answered ${answer.status}.`)
    const { documents } = Object(JSON.parse(plainText(answer)))
    const edition = editionOf(documents.siteSettings)
    if (edition === null) throw new Error(`release.json tells of settings ${documents.siteSettings}.`)
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

  /** Takes in which edition an answer is of. Whoever asked after `floor` was seen is never shown an older one. */
  function learn(edition: number, floor: number): void {
    seen.add(edition)
    newest = Math.max(newest, edition)
    if (edition < floor) throw new Error(`Edition ${edition} came after ${floor} had been seen.`)
    if (edition > announced) throw new Error(`Edition ${edition} came before it was published.`)
  }

  /** A redirect names no edition: one that may be live now must have it. */
  function checkRedirect(path: string, answer: Answer, floor: number): void {
    counts.redirected += 1
    for (let edition = floor; edition <= announced; edition += 1) {
      const expected = answerAt(path, edition)
      if (expected.status === 301 && expected.location === answer.headers.location) return
    }
    throw new Error(
      `${path} led to ${answer.headers.location}, as no edition from ${floor} to ${announced} has it.`,
    )
  }

  function checkStatus(path: string, answer: Answer, { edition }: Claims): void {
    const expected = readingPaths.includes(path) ? answerAt(path, edition).status : 200
    if (answer.status !== expected) {
      throw new Error(`${path} answered ${answer.status} in edition ${edition}, not ${expected}.`)
    }
  }

  /** Whoever reads the same thing, in whatever encoding, reads the same bytes. */
  function checkSame(what: string, body: string | Buffer): void {
    const hash = createHash('sha256').update(body).digest('base64')
    const before = bodies.get(what)
    if (before !== undefined && before !== hash) throw new Error(`Two answers differ for the ${what}.`)
    bodies.set(what, hash)
  }

  /** The bytes as they were before they were packed, once headers and bytes are seen to agree. */
  function plainBody({ status, headers, body }: Answer): Buffer {
    if (status >= 500) throw new Error(`Answered ${status}: ${body.subarray(0, 200)}`)
    const length = headers['content-length']
    if (length !== undefined && Number(length) !== body.byteLength) {
      throw new Error(`content-length is ${length}, and ${body.byteLength} bytes came.`)
    }
    const encoding = headers['content-encoding']
    const plain =
      encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body
    if (headers.etag) checkSame(`tag ${headers.etag} in ${encoding ?? 'identity'}`, body)
    return plain
  }

  function plainText(answer: Answer): string {
    return plainBody(answer).toString('utf8')
  }

  async function keepReading(): Promise<void> {
    while (!stopped) {
      try {
        await read()
      } catch (error) {
        counts.failures += 1
        const { message, code } = Object(error)
        if (examples.length < shownFailures) examples.push([code, message].filter(Boolean).join(': '))
      }
      await wait(chance() * 2 * orders.pauseMs)
    }
  }

  const reading = Array.from({ length: orders.readers }, keepReading)

  return {
    announce(edition: number): void {
      announced = Math.max(announced, edition)
    },
    sawLive(edition: number): void {
      newest = Math.max(newest, edition)
    },
    async stop(): Promise<ReaderReport> {
      stopped = true
      await Promise.all(reading)
      agent.destroy()
      return {
        requests: times.length,
        ...counts,
        editions: seen.size,
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
  if (orders.type === 'stop' && readers) {
    const report = await readers.stop()
    process.send?.(report)
    process.disconnect?.()
  }
})
process.once('disconnect', () => process.exit(0))
