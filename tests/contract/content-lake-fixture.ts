import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SanityClient } from '@sanity/client'
import { pino } from 'pino'
import type { Role } from '#content-lake/auth/auth.ts'
import { type ContentLakeOptions, startContentLake } from '#content-lake/content-lake.ts'
import { createApiClient } from '#sanity/api-client.ts'

export const writeToken = 'write-token-for-tests-0123456789'
export const readToken = 'read-token-for-tests-0123456789'
export const siteUrl = 'http://localhost:4321'

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'content-lake-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

export interface TestLake extends AsyncDisposable {
  url: string
  dataDir: string
  /** The real client, with the write token unless another (or none) is given. */
  client(options?: { token?: string | undefined; apiVersion?: string }): SanityClient
  /** A plain request to the API, as JSON. */
  request(path: string, init?: RequestInit): Promise<{ status: number; headers: Headers; body: unknown }>
}

/** A Content Lake of its own, on a free port; with a folder of its own unless one is given. */
export async function startTestLake(options: Partial<ContentLakeOptions> = {}): Promise<TestLake> {
  const stack = new AsyncDisposableStack()
  const dataDir = options.dataDir ?? stack.use(await temporaryFolder()).path
  const lake = stack.use(
    await startContentLake({
      port: 0,
      host: '127.0.0.1',
      projectId: 'local',
      dataset: 'production',
      siteUrl,
      secrets: { writeToken, readToken },
      studioDir: join(dataDir, 'studio'),
      log: pino({ level: 'silent' }),
      now: () => Temporal.Now.instant(),
      retryDelaysMs: [20],
      ...options,
      dataDir,
    }),
  )
  return {
    url: lake.url,
    dataDir,
    client: ({ token, apiVersion = '2025-02-19' } = { token: writeToken }) =>
      createApiClient(lake.url, { apiVersion, token, maxRetries: 0 }),
    request: async (path, init = {}) => {
      const response = await fetch(`${lake.url}/v2025-02-19/${path}`, init)
      const text = await response.text()
      return {
        status: response.status,
        headers: response.headers,
        body: text === '' ? null : JSON.parse(text),
      }
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

/** Invites somebody and signs in by their link. `headers` are those of a request of theirs. */
export async function signIn(lake: TestLake, role: Role, name = `Staff ${role}`) {
  const { person, sid } = await lake
    .client()
    .request({ url: '/access/people', method: 'POST', body: { name, role } })
  const { token } = await lake.client({}).request({ url: `/auth/fetch?sid=${sid}` })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return { id: String(person.id), token: String(token), headers, client: lake.client({ token }) }
}

export interface Received {
  headers: IncomingHttpHeaders
  body: string
}

export interface Receiver extends AsyncDisposable {
  url: string
  /** The next request that has not been asked for yet; waits for it. */
  next(): Promise<Received>
  /** What the next requests are answered with. */
  answerWith(...statuses: number[]): void
}

/** A server that takes webhooks. */
export async function startReceiver(): Promise<Receiver> {
  const arrived: Received[] = []
  const waiting: ((received: Received) => void)[] = []
  const answers: number[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    response.writeHead(answers.shift() ?? 202).end()
    const received = { headers: request.headers, body: Buffer.concat(chunks).toString('utf8') }
    const taker = waiting.shift()
    if (taker) taker(received)
    else arrived.push(received)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/hooks/sanity`,
    next: () =>
      new Promise(resolve => {
        const received = arrived.shift()
        if (received) resolve(received)
        else waiting.push(resolve)
      }),
    answerWith: (...statuses) => {
      answers.push(...statuses)
    },
    [Symbol.asyncDispose]: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
