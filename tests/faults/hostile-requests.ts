import { createHmac } from 'node:crypto'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { encodeSignatureHeader, SIGNATURE_HEADER_NAME } from '@sanity/webhook'
import { webhookSecret } from '../publisher/test-publisher.ts'
import type { Delivery } from './relay.ts'

/** What came back on a socket: the status of each answer in order; empty when the connection was just closed. */
export type RawAnswer = { statuses: number[]; ms: number }

/** One way to attack: writes its own bytes on a socket of its own. */
export type Attack = (target: Target) => Promise<RawAnswer>

export type Target = {
  siteUrl: string
  /** A webhook that was accepted a moment ago, as it went over the wire. */
  genuine: Delivery
  /** A number that no other attack has. */
  number: number
}

/** The document that hostile bodies name. */
const hostileMark = 'hostile-document'

const path = '/hooks/sanity'

/** Every kind of attack that is over at once, by its name. */
export const attacks: Record<string, Attack> = {
  'no signature': target => post(target, { body: bodyOf(target) }),
  'a wrong secret': async target =>
    post(target, {
      body: bodyOf(target),
      headers: await signed(bodyOf(target), { secret: 'not the secret, but long' }),
    }),
  'a signature of noise': target =>
    post(target, {
      body: bodyOf(target),
      headers: { [SIGNATURE_HEADER_NAME]: `t=${Date.now()},v1=${'A'.repeat(target.number % 60)}` },
    }),
  'two signatures': async target => {
    const one = await signed(bodyOf(target), { secret: 'not the secret, but long' })
    return post(target, {
      body: bodyOf(target),
      headers: one,
      lines: [`${SIGNATURE_HEADER_NAME}: ${target.genuine.headers[SIGNATURE_HEADER_NAME]}`],
    })
  },
  'a truncated body': async target => {
    const body = bodyOf(target)
    return post(target, {
      body: body.slice(0, 20),
      declared: body.length,
      headers: await signed(body),
      hangUp: true,
    })
  },
  'a body that was cut, and says so': async target =>
    post(target, { body: bodyOf(target).slice(0, 20), headers: await signed(bodyOf(target)) }),
  'a body that was changed': target =>
    post(target, { body: bodyOf(target), headers: wireHeaders(target.genuine) }),
  'a replay': target => post(target, { body: target.genuine.body, headers: wireHeaders(target.genuine) }),
  'a replay with a new key': target =>
    post(target, {
      body: target.genuine.body,
      headers: { ...wireHeaders(target.genuine), 'idempotency-key': `hostile-${target.number}` },
    }),
  'a stale timestamp': async target =>
    post(target, {
      body: bodyOf(target),
      headers: await signed(bodyOf(target), { offsetMs: -301_000 - target.number }),
    }),
  'a future timestamp': async target =>
    post(target, {
      body: bodyOf(target),
      headers: await signed(bodyOf(target), { offsetMs: 90_000 + target.number }),
    }),
  'a huge body, declared': async target =>
    post(target, { body: 'x'.repeat(70_000), declared: 5_000_000_000, headers: await signed('x') }),
  'a huge body, chunked': async target => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
    return post(target, {
      rawBody: chunk.repeat(8),
      lines: ['transfer-encoding: chunked'],
      headers: await signed('x'),
    })
  },
  'not UTF-8': target => {
    const body = Buffer.concat([
      Buffer.from(`{"_id":"${hostileMark}","x":"`),
      Buffer.from([0xc3, 0x28, 0xff]),
      Buffer.from('"}'),
    ])
    return post(target, { body, headers: signedBytes(body) })
  },
  'not JSON': async target => {
    const body = `${hostileMark} number ${target.number}: let me in`
    return post(target, { body, headers: await signed(body) })
  },
  'JSON of something else': async target => {
    const body = JSON.stringify({ _id: [hostileMark], _rev: target.number })
    return post(target, { body, headers: await signed(body) })
  },
  'an id that is too long': async target => {
    const body = JSON.stringify({ _id: hostileMark.repeat(1000), number: target.number })
    return post(target, { body, headers: await signed(body) })
  },
  'an empty body': target => post(target, { body: '', headers: wireHeaders(target.genuine) }),
  'a header that brings another': async target =>
    post(target, {
      body: bodyOf(target),
      lines: [`idempotency-key: a\r\n b\nx-injected: yes`, `sanity-operation: \u0000delete`],
      headers: await signed(bodyOf(target), { secret: 'not the secret, but long' }),
    }),
  'headers without end': target =>
    post(target, { body: '', lines: Array.from({ length: 300 }, (_, n) => `x-${n}: ${'y'.repeat(100)}`) }),
  'a second request inside the first': target => {
    const inner = `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n{}`
    return post(target, {
      rawBody: `0\r\n\r\n${inner}`,
      lines: ['transfer-encoding: chunked', 'content-length: 5'],
    })
  },
  'a wrong method': target =>
    post(target, { method: target.number % 2 ? 'PUT' : 'DELETE', body: bodyOf(target) }),
  'a wrong path': target =>
    post(target, {
      path: ['/hooks/sanity/', '/hooks', '//hooks/sanity', '/Hooks/Sanity'][target.number % 4],
      body: bodyOf(target),
    }),
  'no HTTP at all': target => send(target, Buffer.from(`\u0016\u0003\u0001 ${hostileMark}\r\n\r\n`)),
}

/** A replay whose signature header is spelled with other separators; the signature itself is good. */
export function replayRespelled(target: Target): Promise<RawAnswer> {
  const signature = String(target.genuine.headers[SIGNATURE_HEADER_NAME])
  const separator = [', ', ',,', ' , ', '  '][target.number % 4] ?? ', '
  return post(target, {
    body: target.genuine.body,
    headers: { [SIGNATURE_HEADER_NAME]: signature.replace(/[, ]+v1=/, `${separator}v1=`) },
  })
}

/**
 * Sends a body byte by byte until the server has had enough, or `signal` ends it; resolves with its answer. `onBegun` is
 * called once the first byte is under way, or the server has refused it.
 */
export function sendSlowly(
  target: Target,
  signal: AbortSignal,
  onBegun: () => void = () => {},
): Promise<RawAnswer> {
  const body = bodyOf(target).padEnd(1000)
  const head = headOf('POST', path, [
    `content-length: ${body.length}`,
    `${SIGNATURE_HEADER_NAME}: t=${Date.now()},v1=${'A'.repeat(43)}`,
  ])
  return send(target, Buffer.from(head), { keepOpen: true }, async socket => {
    for (const byte of body) {
      await wait(500)
      if (signal.aborted || socket.destroyed) break
      socket.write(byte)
      onBegun()
    }
    onBegun()
    socket.destroy()
  })
}

function bodyOf({ number }: Target): string {
  return JSON.stringify({ _id: hostileMark, _rev: `hostile-${number}`, _updatedAt: '2030-01-01T00:00:00Z' })
}

async function signed(
  body: string,
  { secret = webhookSecret, offsetMs = 0 } = {},
): Promise<Record<string, string>> {
  return { [SIGNATURE_HEADER_NAME]: await encodeSignatureHeader(body, Date.now() + offsetMs, secret) }
}

/** A good signature over bytes that are no text: the library itself signs text alone. */
function signedBytes(body: Buffer): Record<string, string> {
  const timestamp = Date.now()
  const hmac = createHmac('sha256', webhookSecret).update(`${timestamp}.`).update(body)
  return { [SIGNATURE_HEADER_NAME]: `t=${timestamp},v1=${hmac.digest('base64url')}` }
}

function wireHeaders({ headers }: Delivery): Record<string, string> {
  const names = [SIGNATURE_HEADER_NAME, 'idempotency-key', 'sanity-operation']
  return Object.fromEntries(names.map(name => [name, String(headers[name] ?? '')]))
}

function headOf(method: string, target: string, lines: string[]): string {
  return `${[`${method} ${target} HTTP/1.1`, 'host: clinic.example', ...lines].join('\r\n')}\r\n\r\n`
}

/** Writes a request exactly as given, valid or not. */
function post(
  target: Target,
  options: {
    method?: string
    path?: string | undefined
    body?: string | Buffer
    /** The body as it goes over the wire, with a length of its own. */
    rawBody?: string
    declared?: number
    headers?: Record<string, string>
    lines?: string[]
    hangUp?: boolean
  },
): Promise<RawAnswer> {
  const body = Buffer.from(options.rawBody ?? options.body ?? '')
  const lines = [
    ...(options.rawBody === undefined ? [`content-length: ${options.declared ?? body.byteLength}`] : []),
    ...Object.entries(options.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(options.lines ?? []),
    'connection: close',
  ]
  const head = headOf(options.method ?? 'POST', options.path ?? path, lines)
  return send(target, Buffer.concat([Buffer.from(head), body]), { hangUp: options.hangUp ?? false })
}

async function send(
  { siteUrl }: Target,
  bytes: Buffer,
  { hangUp = false, keepOpen = false } = {},
  goOn?: (socket: ReturnType<typeof connect>) => Promise<void>,
): Promise<RawAnswer> {
  const startedAt = performance.now()
  const socket = connect(Number(new URL(siteUrl).port), '127.0.0.1')
  const closed = new Promise<void>(resolve => socket.once('close', () => resolve()))
  let text = ''
  socket.on('error', () => {})
  socket.setEncoding('latin1').on('data', chunk => {
    text += chunk
  })
  socket.write(bytes)
  if (hangUp) setTimeout(() => socket.destroy(), 20)
  else if (!keepOpen) socket.setTimeout(30_000, () => socket.destroy())
  await goOn?.(socket)
  await closed
  const statuses = Array.from(text.matchAll(/^HTTP\/1\.1 (\d{3})/gm), ([, status]) => Number(status))
  return { statuses, ms: performance.now() - startedAt }
}
