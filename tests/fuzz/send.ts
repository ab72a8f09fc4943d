import { connect } from 'node:net'
import type { Attempt } from './attempt.ts'

/** What came of an attempt. */
export type SendResult = {
  /** Of each answer in order; empty when the connection was just closed. */
  statuses: number[]
  /** How the answer began. */
  text: string
  /** From the first byte to the end of the connection, in milliseconds. */
  ms: number
  /** The server neither began to answer nor closed, with all the time in the world. */
  hangs: boolean
}

/** A whole request is answered within this time, and any other connection closed, in milliseconds. */
const patienceMs = 15_000

/** So long after the last byte either way, a client whose request may not be whole says that it has no more. */
const quietMs = 100

/** So long a socket or stream that was opened is kept, in milliseconds. */
const openMs = 40

const keptCharacters = 20_000

/** Carries an attempt out on a connection of its own; resolves once that is closed. */
export function send(attempt: Attempt, port: number): Promise<SendResult> {
  const startedAt = performance.now()
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let text = ''
  let hangs = false
  let isOpen = false

  const patience = setTimeout(() => {
    hangs = text === ''
    socket.destroy()
  }, patienceMs)
  const quiet = setTimeout(() => socket.end(), quietMs)
  if (attempt.isWhole) clearTimeout(quiet)

  function reset(): void {
    clearTimeout(quiet)
    // A socket that has been ended cannot be reset, and would never close (UV_EINVAL of uv_tcp_close_reset).
    if (socket.writableEnded) socket.destroy()
    else socket.resetAndDestroy()
  }

  socket.on('error', () => {})
  socket.on('connect', () =>
    socket.write(attempt.bytes, () => {
      // Some resets overtake the bytes, and some find the server at work on them.
      if (attempt.resets) setTimeout(reset, attempt.index % 4)
    }),
  )
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    if (text.length < keptCharacters) text += chunk
    if (!attempt.isWhole && !isOpen) quiet.refresh()
    if (isOpen || socket.writableEnded || !isLasting(text)) return
    isOpen = true
    clearTimeout(quiet)
    for (const frame of attempt.frames) socket.write(frame)
    setTimeout(reset, openMs)
  })

  return new Promise(resolve => {
    socket.once('close', () => {
      clearTimeout(patience)
      clearTimeout(quiet)
      const statuses = Array.from(text.matchAll(/^HTTP\/1\.1 (\d{3})/gm), ([, status]) => Number(status))
      resolve({ statuses, text, ms: performance.now() - startedAt, hangs })
    })
  })
}

/** Whether what was asked for goes on by itself: another protocol, or a stream of events. */
function isLasting(text: string): boolean {
  return text.startsWith('HTTP/1.1 101') || /^content-type: text\/event-stream/im.test(text)
}
