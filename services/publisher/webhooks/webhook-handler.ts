import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { createRefusalLog } from '../log-throttle.ts'
import type { SendJson } from '../serve/send-json.ts'
import { CrowdedOutError, createBodyReader } from './body-reader.ts'
import { createReplayGuard } from './replay-guard.ts'
import { type Announced, repeatableForMs, verifyWebhook } from './webhook.ts'

/** Enough for a webhook without a projection, which sends a whole document. */
const maxBodyBytes = 256 * 1024

/** Bodies in memory at once. */
const maxAtOnce = 64

/** The results of webhooks, as labels of a metric. */
export const webhookVerdicts = [
  'noted',
  'repeated',
  'unsigned or stale',
  'malformed',
  'too long',
  'too many',
] as const
export type WebhookVerdict = (typeof webhookVerdicts)[number]

/**
 * Handles webhooks: checks the signature over the raw body, freshness and replay, announces the change, and answers 202. A
 * repeated delivery gets 200, so that the sender stops repeating, and changes nothing.
 */
export function createWebhookHandler(options: {
  secret: string
  clock: Clock
  log: Log
  answer: SendJson
  announce(change: Announced): void
  onVerdict?(verdict: WebhookVerdict): void
}) {
  const { secret, clock, log, answer } = options
  const replays = createReplayGuard(repeatableForMs)
  const bodies = createBodyReader({ maxAtOnce, maxBytes: maxBodyBytes })
  const logRefusal = createRefusalLog(options)

  return async function handleWebhook(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      return answer(response, 405, { message: 'Webhooks are sent with POST.' }, { allow: 'POST' })
    }
    const body = await readBody()
    if (body === undefined) return
    if (body === null) {
      const message = `The body is longer than ${maxBodyBytes} bytes. Give the webhook a projection of what is needed: _id, _type, _rev, _updatedAt`
      return refuse(413, 'too long', message)
    }
    const verdict = await verifyWebhook({ headers: request.headers, body }, secret, clock.now())
    if (!verdict.genuine) {
      const name = verdict.status === 400 ? 'malformed' : 'unsigned or stale'
      return refuse(verdict.status, name, `The webhook was refused: ${verdict.reason}.`)
    }
    const { documentId, rev } = verdict.announced
    const isNew = replays.isNew(verdict.keys, clock.now())
    options.onVerdict?.(isNew ? 'noted' : 'repeated')
    log.debug({ document: documentId, rev }, isNew ? 'Webhook noted' : 'Webhook came before')
    if (!isNew) return answer(response, 200, { message: 'This webhook came before.' })
    answer(response, 202, { message: 'Noted.' })
    options.announce(verdict.announced)

    /** Undefined if there was no room, which has been answered. */
    async function readBody(): Promise<Uint8Array | null | undefined> {
      try {
        return await bodies.read(request)
      } catch (error) {
        if (!(error instanceof CrowdedOutError)) throw error
        options.onVerdict?.('too many')
        answer(response, 503, { message: error.message }, { 'retry-after': '5', connection: 'close' })
        return undefined
      }
    }

    function refuse(status: number, name: WebhookVerdict, message: string): void {
      options.onVerdict?.(name)
      logRefusal({ status }, message)
      // Closes, so that the rest of the body is not read.
      answer(response, status, { message }, { connection: 'close' })
    }
  }
}
