import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

/** One webhook as the Content Lake sent it, and what the publisher answered. */
export type Delivery = {
  documentId: string
  rev: string
  body: string
  headers: IncomingHttpHeaders
  /** The publisher's answer; 0 when it did not answer. */
  status: number
}

export type Relay = AsyncDisposable & {
  /** Where the Content Lake is to send webhooks. */
  url: string
  /** Webhooks that the publisher accepted (202), in order. */
  accepted: Delivery[]
  /** The last one that the publisher answered in any way. */
  last: Delivery | null
  /** Runs at the instant at which the publisher has accepted one, before the Content Lake knows. */
  onAccepted: ((delivery: Delivery) => void) | null
  /** While this waits, so do webhooks: the publisher gets none. */
  gate: Promise<void> | null
  /** From now on webhooks get lost on the way, and the Content Lake believes that they arrived. */
  lose: boolean
}

/** A publisher that is down is tried again this soon, and for this long, in milliseconds. */
const retryEveryMs = 25
const retryForMs = 15_000

/**
 * Hands webhooks on from the Content Lake to the publisher, as they are, and takes down which were accepted. While the
 * publisher is down it tries again and again, sooner than the Content Lake would.
 */
export async function startRelay(siteUrl: string): Promise<Relay> {
  const { hostname, port } = new URL(siteUrl)

  function pass(body: Buffer, headers: IncomingHttpHeaders): Promise<number> {
    return new Promise(resolve => {
      const request = httpRequest(
        {
          hostname,
          port,
          method: 'POST',
          path: '/hooks/sanity',
          agent: false,
          headers: { ...headers, host: `${hostname}:${port}`, connection: 'close' },
        },
        response => {
          response.resume()
          response.once('error', () => {})
          resolve(response.statusCode ?? 0)
        },
      )
      request.on('error', () => resolve(0))
      request.end(body)
    })
  }

  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    if (relay.lose) return void outgoing.writeHead(202).end()
    let status = 0
    for (const endAt = performance.now() + retryForMs; status === 0 && performance.now() < endAt; ) {
      await relay.gate
      status = await pass(body, incoming.headers)
      if (status === 0) await wait(retryEveryMs)
    }
    const { _id, _rev } = Object(JSON.parse(body.toString()))
    const delivery = {
      documentId: String(_id),
      rev: String(_rev),
      body: body.toString(),
      headers: incoming.headers,
      status,
    }
    if (status !== 0) relay.last = delivery
    if (status === 202) {
      relay.accepted.push(delivery)
      relay.onAccepted?.(delivery)
    }
    outgoing.writeHead(status || 503).end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const relay: Relay = {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hooks/sanity`,
    accepted: [],
    last: null,
    onAccepted: null,
    gate: null,
    lose: false,
    [Symbol.asyncDispose]: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return relay
}
