import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Journal } from './journal.ts'
import { readBody } from './read-body.ts'
import { verifyWebhook } from './webhook.ts'

/** A projection names one document; this leaves room for a webhook that sends all of it. */
const maxBodyBytes = 256 * 1024

/** Bodies in memory at once. Beyond it the sender is told to come again. */
const maxAtOnce = 32

/**
 * Takes webhooks: signature over the raw body, freshness, replay, then a note on the disk, then 202. A repeated
 * delivery is answered 200, so that an honest sender stops repeating, and changes nothing.
 */
export function createHookDoor(options: {
  secret: string
  clock: Clock
  journal: Journal
  log: Log
  onNoted(): void
}) {
  const { secret, clock, journal, log } = options
  let open = 0

  return async function takeWebhook(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST')
      return reply(response, 405, 'Webhooks are sent with POST.', { allow: 'POST' })
    if (open >= maxAtOnce) return reply(response, 503, 'Too many at once.', { 'retry-after': '5' })
    open += 1
    try {
      const body = await readBody(request, maxBodyBytes)
      if (body === null) {
        const message = `The body is longer than ${maxBodyBytes} bytes. Give the webhook a projection of what is needed: _id, _type, _rev, _updatedAt`
        return refuse(413, message)
      }
      const verdict = await verifyWebhook({ headers: request.headers, body }, secret, clock.now())
      if (!verdict.genuine) return refuse(verdict.status, `The webhook was refused: ${verdict.reason}.`)
      const outcome = await journal.note(verdict.announced, clock.now())
      if (outcome === 'full') return reply(response, 503, 'Too many webhooks wait.', { 'retry-after': '30' })
      if (outcome === 'repeated') {
        log.debug({ document: verdict.announced.documentId }, 'Webhook came before')
        return reply(response, 200, 'This webhook came before.')
      }
      reply(response, 202, 'Noted.')
      log.debug({ document: verdict.announced.documentId, rev: verdict.announced.rev }, 'Webhook noted')
      options.onNoted()
    } finally {
      open -= 1
    }

    function refuse(status: number, message: string): void {
      log.warn({ status }, message)
      // What is left of the body is not worth reading.
      reply(response, status, message, { connection: 'close' })
    }
  }
}

function reply(
  response: ServerResponse,
  status: number,
  message: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  })
  response.end(JSON.stringify({ message }))
}
