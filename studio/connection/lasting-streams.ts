import { createParser, type EventSourceMessage } from 'eventsource-parser'
import type { Connection } from './connection.ts'
import { createDraftKeeper, isPairListener } from './kept-drafts.ts'
import {
  type ClientFetch,
  type ClientResponse,
  type FetchInit,
  pause,
  untilAnswered,
} from './patient-fetch.ts'
import { createGatherer, type StreamEvent } from './transactions.ts'

const encoder = new TextEncoder()
/** Between the end of a stream and the next, in milliseconds: a server that ends each at once is not to be kept busy. */
const pauseMs = 250

/**
 * A fetch whose event streams (`data/listen`) outlast the connection: one that is lost goes on from its last event, and
 * the Studio never knows. It would lock every form within a fifth of a second otherwise, and drop what is typed. All
 * else is passed on.
 */
export function fetchWithLastingStreams(plainFetch: ClientFetch, connection: Connection): ClientFetch {
  return async (input, init = {}) => {
    const url = new URL(input)
    if (!/\/data\/listen\/[^/]+$/.test(url.pathname)) return plainFetch(input, init)
    const ended = new AbortController()
    const signal = init.signal ? AbortSignal.any([init.signal, ended.signal]) : ended.signal
    const connect = (lastEventId: string) => {
      const request = { ...init, signal, headers: withLastEventId(init, lastEventId) }
      return untilAnswered(() => plainFetch(input, request), connection, signal)
    }
    const first = await connect('')
    if (!first.ok) return first
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: controller => {
        const write = (events: StreamEvent[]) =>
          controller.enqueue(encoder.encode(events.map(({ message }) => toText(message)).join('')))
        const passOn = isPairListener(url) ? createDraftKeeper(connection, write, signal) : write
        follow(first, connect, passOn, signal).then(
          () => controller.close(),
          (error: unknown) => controller.error(error),
        )
      },
      cancel: reason => ended.abort(reason),
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
}

/** Passes on what each stream in turn says; ends where the next is refused, for the client to ask again and hear why. Throws once `signal` is aborted. */
async function follow(
  first: ClientResponse,
  connect: (lastEventId: string) => Promise<ClientResponse>,
  passOn: (events: StreamEvent[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let seen = ''
  for (let response = first; response.ok; response = await connect(seen)) {
    let latest = seen
    const gatherer = createGatherer(passOn)
    const parser = createParser({
      onId: id => {
        latest = id
      },
      onEvent: gatherer.take,
    })
    await readUntilLost(response, text => {
      parser.feed(text)
      // Half a transaction has not been seen: all of it comes again.
      if (gatherer.isEmpty()) seen = latest
    })
    await pause(pauseMs, signal)
  }
}

/** Reads a stream to its end, be it that the server ends it or that the connection breaks. */
async function readUntilLost(response: ClientResponse, take: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder()
  const reader = response.body?.getReader()
  for (;;) {
    const piece = await reader?.read().catch(() => undefined)
    if (!piece || piece.done) return
    take(decoder.decode(piece.value, { stream: true }))
  }
}

function withLastEventId(init: FetchInit, lastEventId: string): Headers {
  const headers = new Headers(init.headers)
  if (lastEventId !== '') headers.set('last-event-id', lastEventId)
  return headers
}

function toText({ event, id, data }: EventSourceMessage): string {
  const fields = [event && `event: ${event}`, id !== undefined && `id: ${id}`]
  return [...fields.filter(Boolean), ...data.split('\n').map(line => `data: ${line}`), '', ''].join('\n')
}
