import { connect, type Socket } from 'node:net'

/* A process of its own: opens connections to one server, and is slow on each of them, until it is ended. */

/** Ways of taking a server's time: see `attacks`. */
export type Attack = 'idle' | 'header' | 'body' | 'reading' | 'upgrade'

export type AttackOrders = {
  attack: Attack
  port: number
  connections: number
  /** What is asked for, or sent to. */
  path: string
}

/** How often each of them sends another byte, in milliseconds. */
const everyMs = 300

/** When one that was closed is opened again, in milliseconds: it is a slow attack, and no flood of connections. */
const reopenMs = 2000

/** Connections that are opened at once. */
const atOnce = 50

/** Requests that one of them sends at once, to leave the answers unread. */
const unread = 20

const socketKey = Buffer.alloc(16).toString('base64')

const attacks: Record<Attack, { begin(path: string): string; more: string }> = {
  idle: { begin: () => '', more: '' },
  header: { begin: path => `GET ${path} HTTP/1.1\r\nhost: localhost\r\nx-slow: `, more: 'a' },
  body: {
    begin: path => `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100000\r\n\r\n`,
    more: ' ',
  },
  // Of many answers nothing is ever read.
  reading: { begin: path => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`.repeat(unread), more: '' },
  upgrade: {
    begin: path =>
      `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n` +
      `sec-websocket-version: 13\r\nsec-websocket-key: ${socketKey}\r\n\r\n`,
    more: '',
  },
}

process.once('message', (orders: AttackOrders) => void begin(orders))
process.once('disconnect', () => process.exit())

async function begin({ attack, port, connections, path }: AttackOrders): Promise<void> {
  const kind = attacks[attack]
  const sockets = new Set<Socket>()
  setInterval(() => {
    if (kind.more) for (const socket of sockets) socket.write(kind.more)
  }, everyMs)

  /** Resolves once it is open; opens another when it is closed. */
  function open(): Promise<void> {
    return new Promise(opened => {
      const socket = connect({ port, host: '127.0.0.1' })
      if (attack === 'reading') socket.pause()
      else socket.resume()
      socket.on('error', () => {})
      socket.once('connect', () => {
        sockets.add(socket)
        socket.write(kind.begin(path))
        opened()
      })
      socket.once('close', () => {
        sockets.delete(socket)
        opened()
        setTimeout(open, reopenMs)
      })
    })
  }

  for (let number = 0; number < connections; number += atOnce) {
    await Promise.all(Array.from({ length: Math.min(atOnce, connections - number) }, open))
  }
  process.send?.('open')
}
