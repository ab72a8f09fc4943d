import type { ClientFetch, FetchInit } from '../connection/patient-fetch.ts'

interface Stream {
  answer(status: number, body: unknown): void
  chunk(data: string): void
  fail(): void
}

const encoder = new TextEncoder()

/**
 * A fetch that carries every event stream (`data/listen`) over one WebSocket and passes all else on.
 *
 * The Studio holds about six listeners open, and a browser opens no more than six HTTP/1.1 connections to a host: over
 * plain HTTP the Studio would starve itself. The server's half, with the messages, is services/content-lake/live/sockets.ts.
 * When the socket is lost every stream ends; each is opened again (studio/connection/), the first on a new socket.
 */
export function fetchWithSharedStreams(plainFetch: ClientFetch): ClientFetch {
  const sockets = new Map<string, SharedSocket>()
  return (input, init) => {
    const url = new URL(input)
    if (!/\/data\/listen\/[^/]+$/.test(url.pathname)) return plainFetch(input, init)
    const address = socketAddress(url)
    let socket = sockets.get(address)
    if (!socket?.isUsable) {
      socket = new SharedSocket(address)
      sockets.set(address, socket)
    }
    return socket.stream(input, init ?? {})
  }
}

class SharedSocket {
  readonly #socket: WebSocket
  readonly #opened: Promise<void>
  readonly #streams = new Map<number, Stream>()
  #count = 0

  constructor(address: string) {
    this.#socket = new WebSocket(address)
    this.#opened = new Promise((resolve, reject) => {
      this.#socket.addEventListener('open', () => resolve())
      this.#socket.addEventListener('close', () =>
        reject(new TypeError('The Content Lake cannot be reached.')),
      )
    })
    // A failed opening is told to every stream that waits for it; with none waiting it is nobody's concern.
    this.#opened.catch(() => undefined)
    this.#socket.addEventListener('message', ({ data }) => this.#receive(String(data)))
    this.#socket.addEventListener('close', () => {
      for (const stream of [...this.#streams.values()]) stream.fail()
    })
  }

  get isUsable(): boolean {
    return this.#socket.readyState === WebSocket.OPEN || this.#socket.readyState === WebSocket.CONNECTING
  }

  async stream(url: string, init: FetchInit): Promise<Response> {
    await this.#opened
    init.signal?.throwIfAborted()
    this.#count += 1
    const id = this.#count
    const headers = new Headers(init.headers)
    return new Promise((resolve, reject) => {
      this.#streams.set(id, this.#openStream(id, init.signal, resolve, reject))
      this.#socket.send(
        JSON.stringify({
          open: id,
          url,
          authorization: headers.get('authorization') ?? undefined,
          lastEventId: headers.get('last-event-id') ?? undefined,
        }),
      )
    })
  }

  #openStream(
    id: number,
    signal: AbortSignal | undefined,
    resolve: (response: Response) => void,
    reject: (error: unknown) => void,
  ): Stream {
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined
    const close = () => {
      if (this.#streams.delete(id) && this.isUsable) this.#socket.send(JSON.stringify({ close: id }))
    }
    const body = new ReadableStream<Uint8Array>({
      start: started => {
        controller = started
      },
      cancel: close,
    })
    signal?.addEventListener('abort', () => {
      close()
      controller?.error(signal.reason)
      reject(signal.reason)
    })
    return {
      answer: (status, refusal) => {
        if (status === 200) resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
        else {
          this.#streams.delete(id)
          resolve(Response.json(refusal ?? {}, { status }))
        }
      },
      chunk: data => controller?.enqueue(encoder.encode(data)),
      fail: () => {
        this.#streams.delete(id)
        const lost = new TypeError('The connection to the Content Lake was lost.')
        controller?.error(lost)
        reject(lost)
      },
    }
  }

  #receive(data: string): void {
    const message: { head?: number; status?: number; body?: unknown; chunk?: number; data?: string } =
      JSON.parse(data)
    if (message.head !== undefined)
      this.#streams.get(message.head)?.answer(message.status ?? 500, message.body)
    if (message.chunk !== undefined) this.#streams.get(message.chunk)?.chunk(message.data ?? '')
  }
}

function socketAddress(listenUrl: URL): string {
  const address = new URL(listenUrl.pathname.replace('/data/listen/', '/data/listen-socket/'), listenUrl)
  address.protocol = listenUrl.protocol === 'https:' ? 'wss:' : 'ws:'
  return address.href
}
