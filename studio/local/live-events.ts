import type { ClientFetch } from '../connection/patient-fetch.ts'

const welcome = new TextEncoder().encode('event: welcome\ndata: {}\n\n')

/**
 * A fetch that answers the Live Content API (`data/live/events`) by itself, with a stream on which nothing ever comes,
 * and passes all else on. The Presentation tool insists on that stream, for pages whose queries it answers itself, and
 * fails without; the preview of this site receives changes from its own server.
 */
export function fetchWithQuietLiveEvents(plainFetch: ClientFetch): ClientFetch {
  return (input, init) => {
    const url = new URL(input)
    if (!/\/data\/live\/events\/[^/]+$/.test(url.pathname)) return plainFetch(input, init)
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        controller.enqueue(welcome)
        init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason), { once: true })
      },
    })
    return Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
  }
}
