import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { z } from 'zod'
import type { JsonObject } from '../documents/json.ts'
import { receiveBounded, sendBounded } from '../http/socket-limits.ts'

/**
 * Many event streams over one WebSocket. A browser opens six HTTP/1.1 connections to a host and the Studio has about
 * as many listeners, so that over plain HTTP nothing else gets through. The browser's half is in studio/local/.
 *
 * From the browser: `{open, url, authorization?, lastEventId?}` and `{close}`. To it: `{head, status, body?}`, then
 * `{chunk, data}`. `open`, `close`, `head` and `chunk` hold the browser's number of the stream.
 */
const message = z.union([
  z.object({
    open: z.number().int(),
    url: z.string().max(16_000),
    authorization: z.string().max(1000).optional(),
    lastEventId: z.string().max(1000).optional(),
  }),
  z.object({ close: z.number().int() }),
])

export interface StreamRequest {
  url: string
  authorization: string | undefined
  lastEventId: string | undefined
}

export interface StreamSource {
  log: Logger
  /**
   * Opens a stream; returns a function that closes it. `end` is called if the stream ends by itself. Throws an error with
   * a status for the browser.
   */
  open(request: StreamRequest, sink: (chunk: string) => void, end: () => void): () => void
  toRefusal(error: unknown): { status: number; body: JsonObject }
}

const streamsPerSocket = 200

/** Serves event streams on one WebSocket until it closes. */
export function serveStreams(socket: WebSocket, source: StreamSource): void {
  const streams = new Map<number, () => void>()
  const send = (answer: JsonObject) => sendBounded(socket, JSON.stringify(answer))

  function open(id: number, request: StreamRequest): void {
    if (streams.has(id) || streams.size >= streamsPerSocket) {
      send({ head: id, status: 429, body: { message: 'Too many streams on one socket.' } })
      return
    }
    const waiting: string[] = []
    let ready = false
    let ended = false
    try {
      const take = (data: string) => (ready ? send({ chunk: id, data }) : waiting.push(data))
      const end = () => {
        ended = true
        streams.delete(id)
      }
      const disconnect = source.open(request, take, end)
      if (!ended) streams.set(id, disconnect)
      send({ head: id, status: 200 })
      ready = true
      for (const data of waiting) send({ chunk: id, data })
    } catch (error) {
      const { status, body } = source.toRefusal(error)
      send({ head: id, status, body })
    }
  }

  function closeStream(id: number): void {
    streams.get(id)?.()
    streams.delete(id)
  }

  receiveBounded(socket, source.log, data => {
    const parsed = message.safeParse(parseJson(data))
    if (!parsed.success) return
    if ('close' in parsed.data) closeStream(parsed.data.close)
    else {
      const { open: id, url, authorization, lastEventId } = parsed.data
      open(id, { url, authorization, lastEventId })
    }
  })
  socket.on('close', () => {
    for (const id of [...streams.keys()]) closeStream(id)
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
