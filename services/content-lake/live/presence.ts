import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { z } from 'zod'
import type { Auth, Identity } from '../auth/auth.ts'
import type { JsonObject } from '../documents/json.ts'
import { receiveBounded, sendBounded } from '../http/socket-limits.ts'
import type { OpenConnections } from './open-connections.ts'

const request = z.object({
  method: z.string(),
  id: z.union([z.string(), z.number()]).optional(),
  params: z.record(z.string(), z.unknown()).default({}),
})

interface Member {
  socket: WebSocket
  identity: Identity | null
  subscriptions: Set<string>
  /** The id of the Studio's tab, once it has announced itself. */
  session: string | null
  /** Called once it has sent a token. */
  onRecognized(): void
}

const heartbeatMs = 20_000
/** Limit per member; each is sent every announcement. A Studio has one. */
const maxSubscriptions = 10

/** Who is where in the Studio: JSON-RPC over WebSockets, the protocol of `@sanity/bifur-client`. Nothing is stored. */
export class Presence {
  readonly #auth: Auth
  readonly #now: () => Temporal.Instant
  readonly #connections: OpenConnections
  readonly #log: Logger
  readonly #members = new Set<Member>()
  readonly #heartbeat: NodeJS.Timeout

  constructor(auth: Auth, now: () => Temporal.Instant, connections: OpenConnections, log: Logger) {
    this.#auth = auth
    this.#now = now
    this.#connections = connections
    this.#log = log
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs)
    this.#heartbeat.unref()
  }

  join(socket: WebSocket, onRecognized: () => void): void {
    const member: Member = { socket, identity: null, subscriptions: new Set(), session: null, onRecognized }
    this.#members.add(member)
    receiveBounded(socket, this.#log, data => this.#receive(member, data))
    socket.on('close', () => this.#leave(member))
    this.#beatTo(member)
  }

  close(): void {
    clearInterval(this.#heartbeat)
    for (const { socket } of this.#members) socket.terminate()
  }

  #receive(member: Member, data: string): void {
    const message = parsedRequest(data)
    if (!message) return
    const answer = this.#answer(member, message.method, message.params)
    sendBounded(member.socket, JSON.stringify({ jsonrpc: '2.0', id: message.id, ...answer }))
  }

  #answer(member: Member, method: string, params: JsonObject): JsonObject {
    if (method === 'authorization') return this.#authorize(member, params)
    if (!member.identity) return { error: { code: 4001, message: 'Send “authorization” first.' } }
    switch (method) {
      case 'presence_subscribe':
        return this.#subscribe(member)
      case 'presence_unsubscribe':
        if (typeof params.subscriptionId === 'string') member.subscriptions.delete(params.subscriptionId)
        return { result: true }
      case 'presence_rollcall':
        this.#broadcast(member, { type: 'rollCall', session: params.session })
        return { result: true }
      case 'presence_announce':
        return this.#announce(member, params)
      case 'presence_disconnect':
        this.#broadcast(member, { type: 'disconnect', m: { session: params.session } })
        return { result: true }
      default:
        return { error: { code: -32601, message: `There is no method “${method}”.` } }
    }
  }

  #authorize(member: Member, params: JsonObject): JsonObject {
    try {
      const identity = this.#auth.identify(String(params.authorization), this.#now())
      member.identity = identity.role === 'anonymous' ? null : identity
      if (member.identity) member.onRecognized()
      this.#connections.watch(member.socket, identity, () => member.socket.terminate())
      return { result: member.identity !== null }
    } catch {
      return { error: { code: 4001, message: 'The token is not known.' } }
    }
  }

  #subscribe(member: Member): JsonObject {
    if (member.subscriptions.size >= maxSubscriptions)
      return { error: { code: -32000, message: 'Too many subscriptions on one socket.' } }
    const id = randomUUID()
    member.subscriptions.add(id)
    return { result: id }
  }

  #announce(member: Member, params: JsonObject): JsonObject {
    const announced = z.looseObject({ sessionId: z.string() }).safeParse(params.data)
    if (!announced.success) return { error: { code: -32602, message: 'An announcement needs a sessionId.' } }
    member.session = announced.data.sessionId
    this.#broadcast(member, { type: 'state', m: announced.data })
    return { result: true }
  }

  #leave(member: Member): void {
    this.#connections.forget(member.socket)
    this.#members.delete(member)
    if (member.session) this.#broadcast(member, { type: 'disconnect', m: { session: member.session } })
  }

  #broadcast(from: Member, event: JsonObject): void {
    for (const member of this.#members) {
      if (member === from || !member.identity) continue
      for (const subscription of member.subscriptions) {
        const result = { i: from.identity?.userId, ...event }
        const params = { subscription, result }
        sendBounded(
          member.socket,
          JSON.stringify({ jsonrpc: '2.0', method: 'presence_subscription', params }),
        )
      }
    }
  }

  #beat(): void {
    for (const member of this.#members) this.#beatTo(member)
  }

  /** Without these the Studio considers the socket dead. */
  #beatTo({ socket }: Member): void {
    sendBounded(socket, '♥')
  }
}

function parsedRequest(data: string): z.infer<typeof request> | null {
  try {
    return request.parse(JSON.parse(data))
  } catch {
    return null
  }
}
